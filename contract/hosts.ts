import { z } from 'zod';

/** How the login user was found; `null` where it was not. */
export const loginUserSource = z.enum(['tag', 'console', 'platform', 'image', 'description']);
export type LoginUserSource = z.infer<typeof loginUserSource>;

/** An instance as the hosts list shows it (cli.md, `hosts list`). `null`: none, or not known. */
export const hostRow = z.object({
  instance: z.string(),
  account: z.string().nullable(),
  region: z.string().nullable(),
  name: z.string().nullable(),
  state: z.string().nullable(),
  publicAddress: z.string().nullable(),
  privateAddress: z.string().nullable(),
  ipv6: z.string().nullable(),
  keyPair: z.string().nullable(),
  /** AMI id. */
  image: z.string().nullable(),
  /** EC2 tells Windows from everything else. */
  platform: z.enum(['windows', 'linux']),
  loginUser: z.string().nullable(),
  loginUserFrom: loginUserSource.nullable(),
  tags: z.record(z.string(), z.string()),
  instanceType: z.string().nullable(),
  /** ISO 8601. */
  launchTime: z.string().nullable(),
  stateReason: z.string().nullable(),
  subnet: z.string().nullable(),
  vpc: z.string().nullable(),
  keyPairId: z.string().nullable(),
  imageName: z.string().nullable(),
  /** The primary network interface's. */
  securityGroups: z.array(z.object({ id: z.string(), name: z.string().nullable() })),
});
export type HostRow = z.infer<typeof hostRow>;

// Control characters, line and paragraph separators, and the marks that reorder what is displayed.
const hidden = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const plainText = z.string().refine((value) => !hidden.test(value));

const hostName = /^(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*\.?$/i;
// A name whose last label is a number is an IPv4 address or nothing (WHATWG URL, "ends in a number").
const endsInNumber = /(^|\.)\d+\.?$/;
const ipv4 = z.ipv4();
const ipv6 = z.ipv6();

/** A host name, an IPv4 address or an IPv6 address, with a zone id where the link needs one (`fe80::1%eth0`). */
export const hostAddress = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .refine((value) => isHostName(value) || ipv4.safeParse(value).success || isIpv6(value));

function isHostName(value: string): boolean {
  return hostName.test(value) && !endsInNumber.test(value);
}

function isIpv6(value: string): boolean {
  const [address, zone, ...more] = value.split('%');
  const zoneIsFine = zone === undefined || /^[a-z0-9._-]{1,32}$/i.test(zone);
  return more.length === 0 && zoneIsFine && ipv6.safeParse(address).success;
}

/** A user name never begins with `-`: it would read as an option where a command line is made of it. */
export const loginName = plainText
  .trim()
  .min(1)
  .max(64)
  .refine((value) => !value.startsWith('-'));

const draft = {
  name: plainText.trim().min(1).max(100),
  address: hostAddress,
  port: z.number().int().min(1).max(65535),
  user: loginName,
  /** The key file's id in the keys list; null: a password is asked for. */
  keyId: z.uuid().nullable(),
};

/** A host profile as the user fills it in; without an id it is a new one. */
export const hostProfileDraft = z.object({ id: z.uuid().optional(), ...draft });
export type HostProfileDraft = z.infer<typeof hostProfileDraft>;

/** A server the user added by hand. */
export const hostProfile = z.object({ id: z.uuid(), ...draft });
export type HostProfile = z.infer<typeof hostProfile>;
