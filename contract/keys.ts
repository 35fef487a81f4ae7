import { z } from 'zod';
import { call } from './result';

/** Formats that a key can be written in, under the names of the command line. */
export const keyFormat = z.enum(['ppk', 'ppk2', 'openssh', 'pem', 'pkcs8', 'public', 'rfc4716']);
export type KeyFormat = z.infer<typeof keyFormat>;

/** Formats that a key file can be read in. */
export const keyFileFormat = z.enum([...keyFormat.options, 'certificate', 'public-pem']);
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
]);
export type KeyErrorCode = z.infer<typeof keyErrorCode>;

/** What a user should know about a key; the sentence is `keys.warning.<code>`, filled from the other members. */
export const keyWarning = z.discriminatedUnion('code', [
  z.object({ code: z.literal('rsa-short'), bits: z.number().int() }),
  z.object({ code: z.literal('p521-putty-nonce') }),
  z.object({ code: z.literal('ec2-no-import') }),
  z.object({ code: z.literal('public-only') }),
  z.object({ code: z.literal('certificate') }),
  z.object({ code: z.literal('passphrase-not-ascii') }),
]);
export type KeyWarning = z.infer<typeof keyWarning>;

/** Fingerprints as the tools print them; null where the key has none of that form, or where only the passphrase would show it. */
export const fingerprints = z.object({
  sha256: z.string().nullable(),
  md5: z.string().nullable(),
  ec2Created: z.string().nullable(),
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

/** What a key file holds: its first key, and the others where there are several. Never anything secret. */
export const keySummary = keyFacts.extend({ others: z.array(keyFacts) });
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
  /** Which key of a file with several; 0 is the first. */
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

/** Main → sessions process. Paths come from the user's dialogs and drops only; a file without a private key is refused. */
export const keyCalls = {
  'keys.inspect': call(z.object({ path: z.string(), passphrase: z.string().optional() }), keySummary),
  /** Without `replace` a file that exists is `files.exists`. */
  'keys.convert': call(
    convertOptions.extend({ path: z.string(), out: z.string(), replace: z.boolean() }),
    convertResult,
  ),
};
