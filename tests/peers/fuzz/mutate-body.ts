import { openPpkSecrets, ppkMac } from '../../../main/keys/ppk-crypto';
import { byteMutations, type Mutation, splice } from './mutate-bytes';
import type { Random } from './random';

/** What a number of four bytes may claim. */
const lengths = [
  0, 1, 4, 5, 0x7f, 0x80, 0xff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff,
];

/** A length of SSH's wire data that lies. */
const lieInWire: Mutation = (body, random) => {
  if (body.length < 4) return body;
  const changed = Buffer.from(body);
  // Most lengths are small: their first two bytes are zero.
  const places = Array.from({ length: body.length - 3 }, (_, at) => at).filter(
    (at) => body.readUInt16BE(at) === 0,
  );
  changed.writeUInt32BE(
    random.pick(lengths),
    places.length > 0 ? random.pick(places) : random.below(body.length - 3),
  );
  return changed;
};

/** Two lengths of SSH's wire data in each other's place. */
const swapInWire: Mutation = (body, random) => {
  if (body.length < 8) return body;
  const changed = Buffer.from(body);
  const [one, two] = [random.below(body.length - 3), random.below(body.length - 3)];
  changed.writeUInt32BE(body.readUInt32BE(two), one);
  changed.writeUInt32BE(body.readUInt32BE(one), two);
  return changed;
};

const derLengths = [
  '00',
  '01',
  '7f',
  '80',
  '8100',
  '81ff',
  '82ffff',
  '83ffffff',
  '847fffffff',
  '84ffffffff',
  '88ffffffffffffffff',
  'ff',
];
/** A length of DER that lies, or is in a form that DER forbids. */
const lieInDer: Mutation = (body, random) => {
  const tags = [0x02, 0x03, 0x04, 0x06, 0x30, 0xa0, 0xa1];
  const places = [...body.keys()].filter((at) => tags.includes(body[at]!));
  if (places.length === 0) return body;
  return splice(body, random.pick(places) + 1, 1, Buffer.from(random.pick(derLengths), 'hex'));
};

/** Another tag than the one that stands there. */
const exchangeTag: Mutation = (body, random) => {
  const changed = Buffer.from(body);
  changed[random.below(Math.min(body.length, 40))] = random.pick([
    0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x30, 0x31, 0xa0, 0xa1,
  ]);
  return changed;
};

const bodyMutations: readonly Mutation[] = [
  lieInWire,
  lieInWire,
  swapInWire,
  lieInDer,
  lieInDer,
  exchangeTag,
  ...byteMutations,
];

/** Lines of base64 in a row: the body of a PEM block, or one of the two of a PPK. */
const base64Lines = /(?:^[A-Za-z0-9+/]{4,}={0,2}\r?\n)+/gm;

/** Changes what base64 stands for, so that the damage lies inside: a text layer that is whole around wrong numbers. */
export const mutateBody: Mutation = (bytes, random, others) => {
  const text = bytes.toString('latin1');
  const bodies = [...text.matchAll(base64Lines)];
  const found = bodies[random.below(bodies.length)];
  if (!found) return random.pick(byteMutations)(bytes, random, others);
  const body = random.pick(bodyMutations)(Buffer.from(found[0], 'base64'), random, others);
  const lines = body.toString('base64').replace(/.{1,64}/g, '$&\n');
  const changed = text.slice(0, found.index) + lines + text.slice(found.index + found[0].length);
  return Buffer.from(sealAgain(restateLines(changed), random), 'latin1');
};

/** Makes a PPK's counts of lines true again: a wrong one would be the end of it before anything else is looked at. */
function restateLines(text: string): string {
  return text.replace(
    /(-Lines: )\d+(\r?\n)((?:[A-Za-z0-9+/=]+\r?\n)*)/g,
    (_, name: string, end: string, lines: string) => {
      return `${name}${lines.split('\n').length - 1}${end}${lines}`;
    },
  );
}

const unprotectedPpk =
  /^PuTTY-User-Key-File-([23]): (\S*)\r?\nEncryption: none\r?\nComment: (.*)\r?\nPublic-Lines: .*\r?\n([^:]*)\r?\nPrivate-Lines: .*\r?\n([^:]*)\r?\nPrivate-MAC: \S*/;

/** Mostly gives an unprotected PPK the MAC of what it now holds, as one who means harm would. */
function sealAgain(text: string, random: Random): string {
  const [whole, version, algorithm, comment, publicLines, privateLines] = unprotectedPpk.exec(text) ?? [];
  if (whole === undefined || random.below(4) === 0) return text;
  const number = version === '2' ? 2 : 3;
  const mac = ppkMac(number, openPpkSecrets(number), {
    algorithm: algorithm!,
    encryption: 'none',
    comment: Buffer.from(comment!, 'latin1'),
    publicBlob: Buffer.from(publicLines!, 'base64'),
    privateBlob: Buffer.from(privateLines!, 'base64'),
  });
  return text.replace(/^Private-MAC: \S*/m, `Private-MAC: ${mac.toString('hex')}`);
}
