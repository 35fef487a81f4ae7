import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { awsCommand, shellWord } from './aws-command';

test('options that are not known are left out', () => {
  expect(awsCommand('start-instances', null, { 'instance-ids': 'i-1', 'dry-run': null })).toBe(
    'aws ec2 start-instances --instance-ids i-1',
  );
});

test('a real shell reads each word back as it was, and runs nothing', () => {
  const word = fc.string({ unit: 'binary-ascii', minLength: 1 }).filter((text) => !text.includes('\0'));
  const tricky = fc.constantFrom(
    "it's",
    '$(id)',
    '`id`',
    'a b',
    '*',
    '~',
    '"',
    '\\',
    "'; rm -rf x; '",
    'a\nb',
    '{a,b}',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(word, tricky), { minLength: 1, maxLength: 20 }), (words) => {
      const script = `for word in ${words.map(shellWord).join(' ')}; do printf '%s\\0' "$word"; done`;
      const read = execFileSync('sh', ['-c', script], { encoding: 'latin1' });
      expect(read.split('\0').slice(0, -1)).toEqual(words);
    }),
    { numRuns: 40 },
  );
});
