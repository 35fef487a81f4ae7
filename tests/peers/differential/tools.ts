import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { KeyFolder } from '../../fixtures/make-keys';

/** puttygen never ends on some bad input (a PEM without its END line); nothing here takes a second. */
const limitMs = 60_000;

/** The key programs, run beside each other: most of the time of a test goes into starting them. */
export class KeyTools {
  readonly folder = new KeyFolder();
  readonly #dsaParameters: Promise<string>;
  #passphraseFiles = new Map<string, string>();

  constructor() {
    this.#dsaParameters = this.#makeDsaParameters();
  }

  /** What a program prints. A failure throws with its stderr. */
  async run(program: string, args: string[]): Promise<Buffer> {
    const { stdout } = await promisify(execFile)(program, args, { encoding: 'buffer', timeout: limitMs });
    return stdout;
  }

  /** The file that `work` makes at the path that it gets. */
  async make(work: (out: string) => Promise<unknown>): Promise<Buffer> {
    const out = this.folder.newPath();
    await work(out);
    return readFile(out);
  }

  /** A file that holds a passphrase, as puttygen and openssl want it. */
  passphraseFile(passphrase: string): string {
    const known = this.#passphraseFiles.get(passphrase) ?? this.folder.file(passphrase);
    this.#passphraseFiles.set(passphrase, known);
    return known;
  }

  /** DSA's numbers p, q and g: costly to find, and shared by all keys of openssl here. */
  dsaParameters(): Promise<string> {
    return this.#dsaParameters;
  }

  async #makeDsaParameters(): Promise<string> {
    const out = this.folder.newPath('.dsa');
    await this.run('openssl', [
      ...['genpkey', '-quiet', '-genparam', '-algorithm', 'DSA', '-out', out],
      ...['-pkeyopt', 'dsa_paramgen_bits:1024', '-pkeyopt', 'dsa_paramgen_q_bits:160'],
    ]);
    return out;
  }

  remove(): void {
    this.folder.remove();
  }
}
