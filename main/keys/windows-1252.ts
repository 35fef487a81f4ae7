/** From 0x80 to 0x9f; U+FFFD where the code page has no character. 0xa0 to 0xff equal Unicode. */
const high = '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ';

/** Windows' western code page. Node 20's own decoder takes it for Latin-1, which lacks the characters of 0x80 to 0x9f. */
export const windows1252 = {
  decode(bytes: Uint8Array): string {
    return Array.from(bytes, (byte) => high[byte - 0x80] ?? String.fromCharCode(byte)).join('');
  },
};
