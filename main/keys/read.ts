import { derSize } from './der';
import { derBlock } from './der-file';
import { KeyError, truncated } from './errors';
import { foreignBlock, foreignKey } from './foreign';
import type { KeyFile } from './key-file';
import { opensshLabel, readOpenSsh } from './openssh';
import { decodePemBlock, findPemBlocks, type PemBlock, type PemSpan } from './pem';
import { findPpks, readPpk } from './ppk-read';
import { isTraditionalLabel, readPlainPkcs8, readSealedPkcs8, readTraditionalPem } from './private-pem';
import { isPublicLine, isRfc4716, readPublicLine, readPublicPem, readRfc4716 } from './public-files';
import { isSshcom, readSshcom } from './sshcom';
import { assertKeyFileSize, keyFileText, looksBinary } from './text';

/** Labels that stand beside a key and say nothing about it. */
const ignoredLabels = ['EC PARAMETERS', 'DH PARAMETERS', 'DSA PARAMETERS'];
const x509Labels = [
  'CERTIFICATE',
  'X509 CERTIFICATE',
  'TRUSTED CERTIFICATE',
  'CERTIFICATE REQUEST',
  'NEW CERTIFICATE REQUEST',
  'PKCS7',
  'X509 CRL',
];
const publicLabels = ['PUBLIC KEY', 'RSA PUBLIC KEY'];

/**
 * As many keys as one file may hold. Real ones hold a handful; each private key costs some milliseconds to prove, and a
 * file of a megabyte would hold ten thousand. A list of public keys, such as authorized_keys, may be longer: they cost little.
 */
const maxPrivateKeys = 32;
const maxPublicKeys = 1000;

/**
 * Reads what a key file holds, without opening what is encrypted: one entry per key, never none.
 * Fails with `keys.empty`, `keys.too-large`, `keys.binary`, `keys.not-a-key`, `keys.truncated`, `keys.corrupt`,
 * `keys.x509-certificate`, `keys.ppk-version`, `keys.unsupported`, `keys.mismatch`,
 * `keys.too-many`.
 */
export function readKeyFile(bytes: Uint8Array): [KeyFile, ...KeyFile[]] {
  assertKeyFileSize(bytes);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const der = derBlock(buffer);
  if (der) return [readBlock(der)];
  const foreign = foreignKey(buffer);
  if (foreign) throw foreign;
  return readText(keyFileText(bytes));
}

function readText(text: string): [KeyFile, ...KeyFile[]] {
  const ppks = findPpks(text);
  if (ppks.length > 0) return readEach(ppks, maxPrivateKeys, readPpk);
  if (isSshcom(text)) return [readSshcom(text)];
  if (isRfc4716(text)) return [readRfc4716(text)];
  const blocks = findPemBlocks(text).filter(({ label }) => !ignoredLabels.includes(label));
  if (blocks.length > 0) return readPemBlocks(blocks);
  const lines = text.split(/[\r\n]+/).filter(isPublicLine);
  if (lines.length > 0) return readEach(lines, maxPublicKeys, readPublicLine);
  // A marker whose other end is gone: the beginning of the file is missing, or all but the beginning.
  const marker = /---(BEGIN|END) |---- (BEGIN|END) SSH2/.exec(text);
  if (marker) throw truncated(marker[0].includes('END') ? '-----BEGIN' : '');
  throw new KeyError(looksBinary(text) ? 'keys.binary' : 'keys.not-a-key');
}

/** Reads every part; passes over those of an unsupported kind so long as another can be read. Fails with `keys.too-many`. */
function readEach<Part>(
  parts: Part[],
  limit: number,
  read: (part: Part) => KeyFile,
): [KeyFile, ...KeyFile[]] {
  if (parts.length > limit) throw new KeyError('keys.too-many', { limit });
  let passedOver: unknown;
  const files = parts.flatMap((part) => {
    try {
      return [read(part)];
    } catch (error) {
      if (!(error instanceof KeyError) || error.code !== 'keys.unsupported') throw error;
      passedOver ??= error;
      return [];
    }
  });
  const [first, ...others] = files;
  if (!first) throw passedOver;
  return [first, ...others];
}

/** Private keys where there are any; public keys and certificates only where they are all that the file holds. */
function readPemBlocks(blocks: PemSpan[]): [KeyFile, ...KeyFile[]] {
  const keys = blocks.filter(({ label }) => !x509Labels.includes(label));
  if (keys.length === 0) throw new KeyError('keys.x509-certificate');
  const privateKeys = keys.filter(({ label }) => !publicLabels.includes(label));
  return readEach(privateKeys.length > 0 ? privateKeys : keys, maxPrivateKeys, (span) => {
    // An unknown kind is named even where its block is no base64.
    if (!isKnownLabel(span.label)) throw foreignBlock(span.label);
    return readBlock(decodePemBlock(span));
  });
}

function isKnownLabel(label: string): boolean {
  return (
    publicLabels.includes(label) ||
    isTraditionalLabel(label) ||
    ['PRIVATE KEY', 'ENCRYPTED PRIVATE KEY', opensshLabel].includes(label)
  );
}

function readBlock(block: PemBlock): KeyFile {
  const { label } = block;
  if (x509Labels.includes(label)) throw new KeyError('keys.x509-certificate');
  if (!isKnownLabel(label)) throw foreignBlock(label);
  if (label === opensshLabel) return readOpenSsh(block.body);
  if (!block.headers.has('dek-info')) assertWholeDer(block);
  if (publicLabels.includes(label)) return readPublicPem(block);
  if (label === 'PRIVATE KEY') return readPlainPkcs8(block);
  if (label === 'ENCRYPTED PRIVATE KEY') return readSealedPkcs8(block);
  return readTraditionalPem(block);
}

/** DER states its own length first: fewer bytes than that mean that lines are missing. */
function assertWholeDer({ body }: PemBlock): void {
  const size = derSize(body);
  if (size === null) throw new KeyError('keys.corrupt');
  if (body.length < size.header + size.content) throw truncated();
}
