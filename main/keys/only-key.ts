import { splitAtBlocks } from './pem';
import { ppkMagic } from './ppk-lines';
import { trimAscii } from './text';

/** They repeat what the key beside them says. */
const keyParameters = ['EC PARAMETERS', 'DSA PARAMETERS'];

/** The line that ends a PPK; what follows its digits is none of the key's. */
const lastPpkLine = /[\r\n][ \t]*Private-MAC:[ \t]*[0-9a-f]+/i;

/**
 * True for the text of a key file, as `keyFileText` gives it, that is nothing but one key in PPK or in one armoured block: no
 * other key, no certificate, no note that would be lost where the key alone takes the file's place.
 */
export function isOnlyKey(text: string): boolean {
  return text.startsWith(ppkMagic) ? isOnlyPpk(text) : isOnlyBlock(text);
}

function isOnlyPpk(text: string): boolean {
  const end = lastPpkLine.exec(text);
  return end !== null && end.index + end[0].length === text.length;
}

function isOnlyBlock(text: string): boolean {
  const { spans, around } = splitAtBlocks(text);
  const keys = spans.filter(({ label }) => !keyParameters.includes(label));
  const complete = spans.every(({ inner }) => inner !== null);
  return keys.length === 1 && complete && around.every((each) => trimAscii(each) === '');
}
