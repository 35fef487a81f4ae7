/** Reads an unsigned big-endian number; no bytes are 0. */
export function bytesToBigInt(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

/** Writes an unsigned number big-endian: in `size` bytes, or in as few as it takes (none for 0). It must fit. */
export function bigIntToBytes(value: bigint, size?: number): Buffer {
  const hex = value === 0n ? '' : value.toString(16);
  const digits = size === undefined ? hex.length + (hex.length % 2) : size * 2;
  if (hex.length > digits) throw new RangeError('The number does not fit');
  return Buffer.from(hex.padStart(digits, '0'), 'hex');
}

/** The number of bits up to the highest one set. */
export function bitLength(value: bigint): number {
  if (value === 0n) return 0;
  const hex = value.toString(16);
  return (hex.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(hex.charAt(0), 16)));
}
