import { fixWords, stageWords, stepWords, verdictWords } from '../../common/access-words';
import type { Words } from '../../common/words';
import type { Step, Verdict } from '../../contract/access';
import type { CliIo } from './io';
import { printable } from './printable';

const marks: Record<Step['verdict'], string> = { pass: '✓', block: '✗', partial: '~', unknown: '?' };

/** A verdict in words: the answer, every stage with the reason, and the fixes as commands to copy. */
export function printVerdict(verdict: Verdict, io: CliIo): void {
  const say = ({ key, params }: Words) => io.t(key, params);
  const print = (line = '') => io.stdout(`${printable(line)}\n`);

  print(say(verdictWords(verdict)));
  print(`${verdict.from} → ${verdict.address ?? '—'} (${verdict.instance})`);
  print();
  for (const step of verdict.steps) {
    const { title, sentences } = stepWords(step, verdict);
    print(`${marks[step.verdict]} ${say(stageWords(step))}: ${say(title)}`);
    // A stage that is not judged says so in its title; six times the same reason would drown the rest.
    if (step.code === 'UNSUPPORTED_COMPONENT') continue;
    for (const sentence of sentences) print(`    ${say(sentence)}`);
  }
  for (const { fix } of verdict.steps) {
    if (!fix) continue;
    print();
    print(say(fixWords(fix, verdict)));
    print(`    ${fix.command}`);
  }
}
