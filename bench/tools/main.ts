import { writeFileSync } from 'node:fs';
import { setKeyWorkerFile } from '../../main/key-worker/worker-file';
import type { Row } from '../../scripts/bench/report.mjs';

/** A file of bench/: its default export answers one question. */
interface Question {
  default: (rest: string[]) => Promise<Row[]>;
}

setKeyWorkerFile(new URL('./key-worker.js', import.meta.url));

const files = import.meta.glob<Question>('../*.ts');

// Arguments: the question's name, the file that its rows go to, and what the question tells itself in another process.
const [name = '', out = '', ...rest] = process.argv.slice(2);
const load = files[`../${name}.ts`];
if (!load) throw new Error(`There is no bench/${name}.ts`);
const question = await load();
writeFileSync(out, JSON.stringify(await question.default(rest)));
