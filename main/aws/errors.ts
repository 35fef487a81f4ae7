import type { InventoryErrorCode } from '../../contract/inventory';
import { InventoryError } from './inventory-error';

/** What was being done when an error came. */
export interface Attempt {
  /** The API call, e.g. `DescribeInstances`. */
  call: string;
  /** The IAM action that allows it, e.g. `ec2:DescribeInstances`. */
  action: string;
  /** The profile in use, by name also where it is the default one. */
  profile: string;
  region: string;
  /** Host that was asked. */
  host: string;
  /** True where the profile signs in through a browser. */
  browserSignIn: boolean;
}

/**
 * Codes of the SDK, of EC2 and of STS that say what the user has to do; whatever is not here is `inventory.service`.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
const codeOfName: Readonly<Record<string, InventoryErrorCode>> = {
  CredentialsProviderError: 'inventory.no-credentials',
  TokenProviderError: 'inventory.expired',
  ExpiredToken: 'inventory.expired',
  ExpiredTokenException: 'inventory.expired',
  // EC2's own word for an expired session; a wrong clock is put right by the SDK before it could come to this.
  RequestExpired: 'inventory.expired',
  AuthFailure: 'inventory.invalid-credentials',
  IncompleteSignature: 'inventory.invalid-credentials',
  InvalidClientTokenId: 'inventory.invalid-credentials',
  InvalidSignatureException: 'inventory.invalid-credentials',
  MissingAuthenticationToken: 'inventory.invalid-credentials',
  SignatureDoesNotMatch: 'inventory.invalid-credentials',
  UnrecognizedClientException: 'inventory.invalid-credentials',
  RequestInTheFuture: 'inventory.clock',
  RequestTimeTooSkewed: 'inventory.clock',
  AccessDenied: 'inventory.denied',
  AccessDeniedException: 'inventory.denied',
  UnauthorizedOperation: 'inventory.denied',
  OptInRequired: 'inventory.region-unknown',
  RequestLimitExceeded: 'inventory.throttled',
  Throttling: 'inventory.throttled',
  ThrottlingException: 'inventory.throttled',
  TooManyRequestsException: 'inventory.throttled',
};

/** Node's codes for a host that could not be reached or did not speak TLS as it should. */
const networkCodes: ReadonlySet<unknown> = new Set([
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'EPROTO',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ETIMEDOUT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** The error as Latchkey tells it. Decided by the error's name and code alone: its text may change, and may hold secrets. */
export function inventoryError(error: unknown, attempt: Attempt): InventoryError {
  if (error instanceof InventoryError) return error;
  const code = codeOf(error, attempt);
  return new InventoryError(code, paramsOf(code, error, attempt), { cause: error });
}

function codeOf(error: unknown, { browserSignIn }: Attempt): InventoryErrorCode {
  const name = nameOf(error);
  if (name === 'TimeoutError' || networkCodes.has(property(error, 'code'))) return 'inventory.network';
  const code = Object.hasOwn(codeOfName, name) ? codeOfName[name] : undefined;
  if (code === 'inventory.no-credentials' && browserSignIn) return 'inventory.expired';
  return code ?? 'inventory.service';
}

function paramsOf(code: InventoryErrorCode, error: unknown, attempt: Attempt): Record<string, string> {
  const { call, action, profile, region, host } = attempt;
  if (code === 'inventory.no-credentials' || code === 'inventory.expired') return { profile };
  if (code === 'inventory.invalid-credentials') return { profile, region };
  if (code === 'inventory.denied') return { call, action, profile };
  if (code === 'inventory.region-unknown') return { region };
  if (code === 'inventory.network') return { host };
  if (code === 'inventory.throttled') return { call };
  if (code === 'inventory.service') return { call, reason: nameOf(error) };
  return {};
}

/** The error's code in AWS's words, e.g. `UnauthorizedOperation`. Only a plain identifier passes. */
export function nameOf(error: unknown): string {
  const name = property(error, 'name');
  return typeof name === 'string' && /^[\w.]{1,100}$/.test(name) ? name : 'Error';
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
