import { KeyError } from './errors';
import { bigIntToBytes, bytesToBigInt } from './integers';

/** Writes a uint32 (RFC 4251, section 5). */
export function wireUint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Writes a string: its length as uint32, then its bytes; text as UTF-8 (RFC 4251, section 5). */
export function wireString(value: Uint8Array | string): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
  return Buffer.concat([wireUint32(bytes.length), bytes]);
}

/** Writes a number that is not negative as mpint: minimal, with a leading zero byte where the top bit is set (RFC 4251, section 5). */
export function wireMpint(value: bigint): Buffer {
  const bytes = bigIntToBytes(value);
  const signed = bytes[0] !== undefined && bytes[0] >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
  return wireString(signed);
}

/** Reads SSH wire data (RFC 4251, section 5) front to back. Anything past the end, or a negative number, is `keys.corrupt`. */
export class WireReader {
  #rest: Buffer;

  constructor(bytes: Uint8Array) {
    this.#rest = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** How many bytes are left. */
  get remaining(): number {
    return this.#rest.length;
  }

  /** The next `length` bytes. */
  take(length: number): Buffer {
    if (length > this.#rest.length) throw new KeyError('keys.corrupt');
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return taken;
  }

  uint32(): number {
    return this.take(4).readUInt32BE();
  }

  string(): Buffer {
    return this.take(this.uint32());
  }

  /** A string that holds a name: each byte becomes one character, so that a strange name stays one that matches nothing. */
  name(): string {
    return this.string().toString('latin1');
  }

  mpint(): bigint {
    const bytes = this.string();
    if (bytes[0] !== undefined && bytes[0] >= 0x80) throw new KeyError('keys.corrupt');
    return bytesToBigInt(bytes);
  }

  /** Fails if anything is left. */
  end(): void {
    if (this.#rest.length > 0) throw new KeyError('keys.corrupt');
  }
}
