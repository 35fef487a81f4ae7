import { KeyError } from './errors';
import { bigIntToBytes, bytesToBigInt } from './integers';

/** The ASN.1 tags that key files use (X.690, section 8). */
export const derTag = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  sequence: 0x30,
  context0: 0xa0,
  context1: 0xa1,
} as const;

/** Writes one element: tag, definite length, content (X.690, section 10.1). */
export function derElement(tag: number, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const length = bigIntToBytes(BigInt(body.length));
  const header =
    body.length < 0x80 ? Buffer.of(tag, body.length) : Buffer.of(tag, 0x80 | length.length, ...length);
  return Buffer.concat([header, body]);
}

/** Writes SEQUENCE. */
export function derSequence(...elements: Uint8Array[]): Buffer {
  return derElement(derTag.sequence, ...elements);
}

/** Writes INTEGER for a number that is not negative. */
export function derInteger(value: bigint): Buffer {
  const bytes = value === 0n ? Buffer.of(0) : bigIntToBytes(value);
  return bytes[0]! >= 0x80
    ? derElement(derTag.integer, Buffer.of(0), bytes)
    : derElement(derTag.integer, bytes);
}

/** Writes OBJECT IDENTIFIER from its dotted form (X.690, section 8.19). */
export function derOid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const arcs = [first * 40 + second, ...rest].flatMap((arc) => {
    const septets = [arc & 0x7f];
    for (let high = arc >>> 7; high > 0; high >>>= 7) septets.unshift((high & 0x7f) | 0x80);
    return septets;
  });
  return derElement(derTag.oid, Buffer.from(arcs));
}

/** Writes BIT STRING of whole bytes. */
export function derBitString(bytes: Uint8Array): Buffer {
  return derElement(derTag.bitString, Buffer.of(0), bytes);
}

/** Reads DER elements front to back. Another tag than asked for, or a length past the end, is `keys.corrupt`. */
export class DerReader {
  #rest: Buffer;

  constructor(bytes: Uint8Array) {
    this.#rest = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The tag of the next element; undefined at the end. */
  get tag(): number | undefined {
    return this.#rest[0];
  }

  /** The content of the next element, which must have this tag. */
  take(tag: number): Buffer {
    const size = derSize(this.#rest);
    if (this.tag !== tag || size === null || size.header + size.content > this.#rest.length) {
      throw new KeyError('keys.corrupt');
    }
    const content = this.#rest.subarray(size.header, size.header + size.content);
    this.#rest = this.#rest.subarray(size.header + size.content);
    return content;
  }

  /** A reader of the next element's content. */
  enter(tag: number): DerReader {
    return new DerReader(this.take(tag));
  }

  /** An INTEGER that is not negative. */
  integer(): bigint {
    const bytes = this.take(derTag.integer);
    if (bytes[0] === undefined || bytes[0] >= 0x80) throw new KeyError('keys.corrupt');
    return bytesToBigInt(bytes);
  }

  /** An INTEGER that says how often or how many; past 2^53 it is `keys.cost-too-high`, as nobody could wait for it. */
  count(): number {
    const value = this.integer();
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new KeyError('keys.cost-too-high');
    return Number(value);
  }

  /** An OBJECT IDENTIFIER in dotted form. */
  oid(): string {
    const arcs: number[] = [];
    let arc = 0;
    for (const byte of this.take(derTag.oid)) {
      arc = arc * 128 + (byte & 0x7f);
      if (byte < 0x80) {
        arcs.push(arc);
        arc = 0;
      }
    }
    const [first = 0, ...rest] = arcs;
    const root = Math.min(2, Math.floor(first / 40));
    return [root, first - root * 40, ...rest].join('.');
  }

  /** A BIT STRING of whole bytes. */
  bitString(): Buffer {
    const bytes = this.take(derTag.bitString);
    if (bytes[0] !== 0) throw new KeyError('keys.corrupt');
    return bytes.subarray(1);
  }

  /** Fails if anything is left. */
  end(): void {
    if (this.#rest.length > 0) throw new KeyError('keys.corrupt');
  }
}

/** The sizes of the first element's header and content, as its header states them; null where there is no whole header. */
export function derSize(bytes: Uint8Array): { header: number; content: number } | null {
  const first = bytes[1];
  if (first === undefined) return null;
  if (first < 0x80) return { header: 2, content: first };
  const lengthBytes = first & 0x7f;
  // 0x80 is the indefinite length, which DER forbids; no key file needs more than four length bytes.
  if (lengthBytes === 0 || lengthBytes > 4 || bytes.length < 2 + lengthBytes) return null;
  return { header: 2 + lengthBytes, content: Number(bytesToBigInt(bytes.subarray(2, 2 + lengthBytes))) };
}
