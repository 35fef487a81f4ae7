import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { actions } from './ec2-actions';
import { pageOf } from './ec2-pages';
import { apiVersion, Ec2Error, type Members, readInput, writeError, writeOutput } from './ec2-protocol';

/** What the account behind the server holds, and how the server misbehaves. Action names are those of the API. */
export interface Ec2Options {
  /** A network snapshot in the AWS CLI's shape, as in assets/sample-account.json. A missing member is not authorized. */
  snapshot: object;
  /** Records in one page at most, also where the request allows more or names no number. */
  pageSize?: number;
  /** Error code that an action always answers with; `*` stands for every action. */
  errors?: Record<string, string>;
  /** How many calls of an action are answered with RequestLimitExceeded before one goes through. */
  throttle?: Record<string, number>;
  /** What happens elsewhere in the world while an action is under way, before it is carried out; it takes as long as that. */
  meanwhile?: Record<string, () => void | Promise<void>>;
  /** Actions that are carried out, but whose answer is lost on the way back. */
  loseAnswers?: string[];
  /** How far the server's clock is ahead of this machine's, in milliseconds. Requests more than 15 minutes off are refused. */
  clockAhead?: number;
}

/** One request as the server understood it. */
export interface Ec2Call {
  action: string;
  input: Members;
  /** From the credential scope of the signature. */
  accessKeyId: string;
  region: string;
  /** 200, or the status of the error. */
  status: number;
}

/** A running server; `url` goes into AWS_ENDPOINT_URL_EC2. */
export interface Ec2 {
  url: string;
  calls: Ec2Call[];
  /** Time passes: from now on the account holds this, as `snapshot` was at the start. */
  replaceAccount(snapshot: object): void;
  stop(): Promise<void>;
}

/** Starts a server for the EC2 Query API on a free loopback port. Each server has its own copy of the account. */
export async function startEc2(options: Ec2Options): Promise<Ec2> {
  let account: Members = structuredClone({ ...options.snapshot });
  const throttled = new Map(Object.entries(options.throttle ?? {}));
  const calls: Ec2Call[] = [];
  const now = () => Date.now() + (options.clockAhead ?? 0);

  async function answer(call: Ec2Call, form: URLSearchParams): Promise<Members> {
    const { action } = call;
    const known = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (!known || form.get('Version') !== apiVersion) {
      throw new Ec2Error('InvalidAction', `The action ${action} is not valid for this web service.`);
    }
    const left = throttled.get(action) ?? 0;
    if (left > 0) {
      throttled.set(action, left - 1);
      throw new Ec2Error('RequestLimitExceeded', 'Request limit exceeded.');
    }
    const code = options.errors?.[action] ?? options.errors?.['*'];
    if (code) throw new Ec2Error(code, `${code} was asked for by the test.`);

    call.input = readInput(action, form);
    if (call.input.DryRun) {
      throw new Ec2Error('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.');
    }
    await options.meanwhile?.[action]?.();
    const whole = known.answer(account, call.input);
    return known.paged ? pageOf(whole, call.input, known.paged, options.pageSize) : whole;
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await text(request));
    const call: Ec2Call = { action: form.get('Action') ?? '', input: {}, ...signerOf(request), status: 200 };
    const requestId = randomUUID();
    let xml: string;
    try {
      if (call.accessKeyId === '') {
        throw new Ec2Error('MissingAuthenticationToken', 'Request is missing Authentication Token');
      }
      if (Math.abs(signedAt(request) - now()) > 15 * 60_000) {
        throw new Ec2Error('RequestExpired', 'Request has expired.');
      }
      xml = writeOutput(call.action, await answer(call, form), requestId);
    } catch (error) {
      const known = error instanceof Ec2Error ? error : new Ec2Error('InternalError', String(error));
      call.status = known.status;
      xml = writeError(known, requestId);
    }
    calls.push(call);
    if (call.status === 200 && options.loseAnswers?.includes(call.action)) {
      response.destroy();
      return;
    }
    response
      .writeHead(call.status, {
        'content-type': 'text/xml;charset=UTF-8',
        date: new Date(now()).toUTCString(),
      })
      .end(xml);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    replaceAccount: (snapshot) => {
      account = structuredClone({ ...snapshot });
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Who signed the request, from its Signature Version 4 header; empty where there is none. The signature itself is not checked. */
function signerOf({ headers }: IncomingMessage): { accessKeyId: string; region: string } {
  const scope =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/ec2\/aws4_request, SignedHeaders=.+, Signature=[0-9a-f]{64}$/;
  const [, accessKeyId = '', region = ''] = scope.exec(headers.authorization ?? '') ?? [];
  return { accessKeyId: headers['x-amz-date'] ? accessKeyId : '', region };
}

/** Time of the signature, `20260102T030405Z`, in milliseconds since 1970. */
function signedAt({ headers }: IncomingMessage): number {
  const text = String(headers['x-amz-date']);
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}
