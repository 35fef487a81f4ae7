import { z } from 'zod';
import { call } from './result';

/** Formats that a key can be written in, under the names of the command line. */
export const keyFormat = z.enum(['ppk', 'ppk2', 'openssh', 'pem', 'pkcs8', 'public', 'rfc4716']);
export type KeyFormat = z.infer<typeof keyFormat>;

/** Formats that a key file can be read in. */
export const keyFileFormat = z.enum([...keyFormat.options, 'sshcom', 'certificate', 'public-pem']);
export type KeyFileFormat = z.infer<typeof keyFileFormat>;

/** How reading, opening or writing a key can fail. */
export const keyErrorCode = z.enum([
  'keys.empty',
  'keys.too-large',
  'keys.binary',
  'keys.not-a-key',
  'keys.truncated',
  'keys.corrupt',
  'keys.mismatch',
  'keys.public-key',
  'keys.ssh-certificate',
  'keys.x509-certificate',
  'keys.passphrase-needed',
  'keys.wrong-passphrase',
  'keys.unsupported',
  'keys.cost-too-high',
  'keys.format-cannot-carry',
  'keys.ppk-version',
  'keys.too-many',
  'keys.no-such-key',
  'keys.cancelled',
]);
export type KeyErrorCode = z.infer<typeof keyErrorCode>;

/** What a user should know about a key; the sentence is `keys.warning.<code>`, filled from the other members. */
export const keyWarning = z.discriminatedUnion('code', [
  z.object({ code: z.literal('rsa-short'), bits: z.number().int() }),
  z.object({ code: z.literal('dsa') }),
  z.object({ code: z.literal('p521-putty-nonce') }),
  z.object({ code: z.literal('ec2-no-import') }),
  z.object({ code: z.literal('public-only') }),
  /** Most programs use the first key of a file and never say so. */
  z.object({ code: z.literal('several-keys'), count: z.number().int() }),
  z.object({ code: z.literal('certificate') }),
  /** A PPK with an OpenSSH certificate beside the key; other formats take the key alone. */
  z.object({ code: z.literal('ppk-certificate') }),
  z.object({ code: z.literal('passphrase-not-ascii') }),
  /** The passphrase opened the file only in this encoding, e.g. `windows-1252`. */
  z.object({ code: z.literal('passphrase-code-page'), codePage: z.string() }),
  /** Of one of several keys: why it could not be opened; what is told of it is what the file says in the clear. */
  z.object({
    code: z.literal('not-opened'),
    reason: z.enum(['passphrase', 'cost', 'damage', 'unsupported']),
  }),
  /** Others than the owner may read the file: ssh refuses such a key. */
  z.object({ code: z.literal('readable-by-others') }),
]);
export type KeyWarning = z.infer<typeof keyWarning>;

/** Fingerprints as the tools print them; null where the key has none of that form, or where only the passphrase would show it. */
export const fingerprints = z.object({
  sha256: z.string().nullable(),
  md5: z.string().nullable(),
  ec2Created: z.string().nullable(),
  /** `ec2Created` with p and q the other way round, as PuTTYgen may have turned them; null but for RSA. */
  ec2CreatedSwapped: z.string().nullable(),
  ec2Imported: z.string().nullable(),
});
export type Fingerprints = z.infer<typeof fingerprints>;

const keyFacts = z.object({
  format: keyFileFormat,
  /** SSH name; null where only the passphrase would tell. */
  algorithm: z.string().nullable(),
  bits: z.number().int().nullable(),
  comment: z.string().nullable(),
  encrypted: z.boolean(),
  cipher: z.string().nullable(),
  kdf: z.string().nullable(),
  kdfCost: z.record(z.string(), z.number()).nullable(),
  /** The authorized_keys line. */
  publicKey: z.string().nullable(),
  fingerprints,
  warnings: z.array(keyWarning),
});

/** Programs and services that people bring key files to. */
export const keyTarget = z.enum([
  'putty',
  'putty-old',
  'puttygen',
  'winscp-old',
  'filezilla',
  'openssh',
  'jsch',
  'ssh2',
  'ec2-import',
  'ec2-windows-password',
]);
export type KeyTarget = z.infer<typeof keyTarget>;

/** Why a program refuses a key file: the sentence is `keys.cause.<cause>`. */
export const keyCause = z.enum([
  'algorithm',
  'blank-lines',
  'byte-order-mark',
  'certificate',
  'crlf',
  'dashes',
  'der',
  'dsa-removed',
  'ec2-algorithm',
  'ec2-private-key',
  'ec2-public-format',
  'ed25519-pkcs8',
  'end-line',
  'header-spaces',
  'leading-space',
  'leading-text',
  'legacy-cipher',
  'no-final-newline',
  'not-ppk',
  'one-line',
  'openssh-cipher',
  'openssh-format',
  'other-block-first',
  'pkcs8',
  'ppk',
  'ppk-comment-spaces',
  'ppk-mac',
  'ppk-spaces',
  'ppk3',
  'public-key',
  'several-keys',
  'spaces',
  'ssh-com',
  'text-after',
  'utf-16',
  'windows-passphrase',
  'windows-pem',
  'windows-rsa',
]);
export type KeyCause = z.infer<typeof keyCause>;

/** What one program makes of a key file as it is, and what it wants instead. */
export const keyAdvice = z.object({
  target: keyTarget,
  reads: z.boolean(),
  /** The program's own words when it refuses the file, `…` for what differs, e.g. its name; null where it reads it, or says nothing of use. */
  says: z.string().nullable(),
  /** Why it refuses; null where it reads the file. */
  cause: keyCause.nullable(),
  /** The format to save the key as for this program; null where it reads the file, and where no format helps. */
  take: keyFormat.nullable(),
});
export type KeyAdvice = z.infer<typeof keyAdvice>;

/** What a key file holds: its first key, and the others where there are several. Never anything secret. */
export const keySummary = keyFacts.extend({
  others: z.array(keyFacts),
  /** One entry for each target, in the order of `keyTarget`. */
  advice: z.array(keyAdvice),
});
export type KeySummary = z.infer<typeof keySummary>;

/** How a protected PPK 3 derives its key; what is left out is PuTTYgen's default. Memory in KiB. */
export const ppkParameters = z.object({
  kdf: z.enum(['argon2id', 'argon2i', 'argon2d']).optional(),
  memory: z.number().int().min(8).max(1_048_576).optional(),
  passes: z.number().int().min(1).max(8_388_608).optional(),
});
export type PpkParameters = z.infer<typeof ppkParameters>;

/** What to make of a key file, apart from where it lies and where it goes. */
export const convertOptions = z.object({
  to: keyFormat,
  /** Opens the input. */
  passphrase: z.string().optional(),
  /** Protects the output; null or empty for none; left out: as the input is, by the same passphrase. */
  newPassphrase: z.string().nullable().optional(),
  comment: z.string().optional(),
  ppk: ppkParameters.optional(),
  /** Which key of a file with several; 0 is the first. Left out, it is the first, with a warning. */
  index: z.number().int().min(0).optional(),
});
export type ConvertOptions = z.infer<typeof convertOptions>;

/** What came of a conversion. */
export const convertResult = z.object({
  /** The path written. */
  out: z.string(),
  format: keyFormat,
  algorithm: z.string(),
  encrypted: z.boolean(),
  publicKey: z.string(),
  fingerprints,
  warnings: z.array(keyWarning),
});
export type ConvertResult = z.infer<typeof convertResult>;

/** What kind of key to make: bits of RSA (2048 to 8192; Electron makes multiples of 128 only) or of the ECDSA curve (256, 384, 521); none for Ed25519. */
export const generateType = z.discriminatedUnion('type', [
  z.object({ type: z.literal('rsa'), bits: z.number().int().min(2048).max(8192).multipleOf(128) }),
  z.object({ type: z.literal('ecdsa'), bits: z.union([z.literal(256), z.literal(384), z.literal(521)]) }),
  z.object({ type: z.literal('ed25519') }),
]);
export type GenerateType = z.infer<typeof generateType>;

/** How far a long piece of work has come. `fraction` from 0 to 1 is of the item in work; null where it cannot be told. */
export const keyProgress = z.object({
  jobId: z.uuid(),
  fraction: z.number().min(0).max(1).nullable(),
  /** Of a piece of work on many files: how many are done, of how many, and the name of the one in work. */
  done: z.number().int().optional(),
  total: z.number().int().optional(),
  name: z.string().optional(),
});
export type KeyProgress = z.infer<typeof keyProgress>;

export const keyEvents = { 'keys.progress': keyProgress };

/** Names a piece of work, so that its progress can be shown and `keys.cancel` can end it. */
const job = { jobId: z.uuid().optional() };

/** Main → sessions process. Paths come from the user's dialogs and drops only; a file without a private key is refused. */
export const keyCalls = {
  'keys.inspect': call(z.object({ path: z.string(), passphrase: z.string().optional(), ...job }), keySummary),
  /** Without `replace` a file that exists is `files.exists`. */
  'keys.convert': call(
    convertOptions.extend({ path: z.string(), out: z.string(), replace: z.boolean(), ...job }),
    convertResult,
  ),
  /** Makes a key and writes its private half to `out`. */
  'keys.generate': call(
    z.object({
      kind: generateType,
      to: keyFormat.extract(['ppk', 'ppk2', 'openssh', 'pem', 'pkcs8']),
      out: z.string(),
      replace: z.boolean(),
      /** Null or empty: unprotected. */
      newPassphrase: z.string().nullable(),
      comment: z.string().optional(),
      ppk: ppkParameters.optional(),
      ...job,
    }),
    convertResult,
  ),
  /** Ends a piece of work: its call fails with `keys.cancelled`. Of no effect where it is over. */
  'keys.cancel': call(z.object({ jobId: z.uuid() }), z.null()),
  /** Cancels all work there is and refuses any more, before the process ends; answers when no file is being written. */
  'keys.endAll': call(z.null(), z.null()),
  /** Takes the rights of others away from a file (mode 0600, or the owner alone in its ACL). */
  'keys.restrict': call(z.object({ path: z.string() }), z.null()),
  /** Rewrites a private key's file in its own format; `newPassphrase` null or empty removes the protection. */
  'keys.changePassphrase': call(
    z.object({
      path: z.string(),
      passphrase: z.string().optional(),
      newPassphrase: z.string().nullable(),
      ...job,
    }),
    z.null(),
  ),
  /** Looks for private keys among the files of these folders, and one folder below; nothing is moved or changed. */
  'keys.scan': call(
    z.object({
      folders: z.array(z.string()),
      /** Listed files, looked at wherever they lie; those whose size and time of change (ms) are as they were are not read. */
      known: z.array(z.object({ path: z.string(), size: z.number(), modified: z.number() })),
      /** Files not to be looked at. */
      skip: z.array(z.string()),
      ...job,
    }),
    z.object({
      found: z.array(
        z.object({
          path: z.string(),
          size: z.number(),
          modified: z.number(),
          /** Null for a known file that has not changed. */
          summary: keySummary.nullable(),
        }),
      ),
      /** Known files that are gone, cannot be read, or hold no private key any more. */
      gone: z.array(z.string()),
      /** Folders that could not be read, or not to their end, with the reason's code. */
      unread: z.array(z.object({ folder: z.string(), code: z.string() })),
    }),
  ),
  /** The files of one folder, none below, that look like private keys at their beginning or cannot be read at all. */
  'keys.findInFolder': call(z.object({ folder: z.string(), ...job }), z.array(z.string())),
};
