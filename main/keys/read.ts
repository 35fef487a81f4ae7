import { derSize } from './der';
import { KeyError, unsupported } from './errors';
import type { KeyFile } from './key-file';
import { opensshLabel, readOpenSsh } from './openssh';
import { decodePemBlock, findPemBlocks, type PemBlock, type PemSpan } from './pem';
import { isPpk, readPpk } from './ppk-read';
import { isTraditionalLabel, readPlainPkcs8, readSealedPkcs8, readTraditionalPem } from './private-pem';
import { isPublicLine, isRfc4716, readPublicLine, readPublicPem, readRfc4716 } from './public-files';
import { keyFileText, looksBinary } from './text';

/** Labels that stand beside a key and say nothing about it. */
const ignoredLabels = ['EC PARAMETERS', 'DH PARAMETERS', 'DSA PARAMETERS'];
const x509Labels = ['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE'];
const publicLabels = ['PUBLIC KEY', 'RSA PUBLIC KEY'];

/**
 * Reads what a key file holds, without opening what is encrypted: one entry per key, never none.
 * Fails with `keys.empty`, `keys.too-large`, `keys.binary`, `keys.not-a-key`, `keys.truncated`, `keys.corrupt`,
 * `keys.x509-certificate`, `keys.unsupported`, `keys.mismatch`.
 */
export function readKeyFile(bytes: Uint8Array): [KeyFile, ...KeyFile[]] {
  const text = keyFileText(bytes);
  if (isPpk(text)) return [readPpk(text)];
  if (isRfc4716(text)) return [readRfc4716(text)];
  if (text.includes('---- BEGIN SSH2 ENCRYPTED PRIVATE KEY')) {
    throw unsupported('ssh.com (SSH2 ENCRYPTED PRIVATE KEY)');
  }
  const blocks = findPemBlocks(text).filter(({ label }) => !ignoredLabels.includes(label));
  if (blocks.length > 0) return readPemBlocks(blocks);
  const lines = text.split(/[\r\n]+/).filter(isPublicLine);
  if (lines.length > 0) return readEach(lines, readPublicLine);
  // A marker whose other end is gone: the beginning of the file is missing, or all but the beginning.
  if (/-----(BEGIN|END) |---- (BEGIN|END) SSH2/.test(text)) throw new KeyError('keys.truncated');
  throw new KeyError(looksBinary(text) ? 'keys.binary' : 'keys.not-a-key');
}

/** Reads every part; passes over those of an unsupported kind so long as another can be read. */
function readEach<Part>(parts: Part[], read: (part: Part) => KeyFile): [KeyFile, ...KeyFile[]] {
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
  return readEach(privateKeys.length > 0 ? privateKeys : keys, readPemBlock);
}

function readPemBlock(span: PemSpan): KeyFile {
  const { label } = span;
  const publicLabel = publicLabels.includes(label);
  const known =
    publicLabel ||
    isTraditionalLabel(label) ||
    ['PRIVATE KEY', 'ENCRYPTED PRIVATE KEY', opensshLabel].includes(label);
  if (!known) throw unsupported(label.replace(/ PRIVATE KEY$/, ''));
  const block = decodePemBlock(span);
  if (label === opensshLabel) return readOpenSsh(block.body);
  if (!block.headers.has('dek-info')) assertWholeDer(block);
  if (publicLabel) return readPublicPem(block);
  if (label === 'PRIVATE KEY') return readPlainPkcs8(block);
  if (label === 'ENCRYPTED PRIVATE KEY') return readSealedPkcs8(block);
  return readTraditionalPem(block);
}

/** DER states its own length first: fewer bytes than that mean that lines are missing. */
function assertWholeDer({ body }: PemBlock): void {
  const size = derSize(body);
  if (size === null) throw new KeyError('keys.corrupt');
  if (body.length < size.header + size.content) throw new KeyError('keys.truncated');
}
