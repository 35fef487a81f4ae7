/**
 * Text of a JSON file: UTF-8, or UTF-16 where a byte order mark says so. Windows PowerShell's `>` writes UTF-16.
 * @throws TypeError where the bytes are not text of that encoding
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}
