import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { packagedExecutable } from '../../scripts/setup/package-app.mjs';
import { rootSwitches } from './launch';

/** The program as `npm run dist -- --dir` made it. Error: where nobody has made it yet. */
export function packagedProgram(): string {
  const executable = packagedExecutable();
  if (existsSync(executable)) return executable;
  const path = relative(process.cwd(), executable);
  throw new Error(`There is no packaged program at ${path}. Make it with: npm run dist -- --dir`);
}

export interface Finished {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** An environment with nothing of the user's but the path: `home` is the whole world, `more` goes on top. */
export function bareEnvironment(home: string, more: Record<string, string> = {}): Record<string, string> {
  return { PATH: process.env.PATH ?? '', HOME: home, XDG_CONFIG_HOME: home, LANG: 'en_US.UTF-8', ...more };
}

/** Starts the packaged program. As root it needs a switch, for Chromium's own sandbox refuses to start. */
export function startPackaged(args: string[], env: Record<string, string>): ChildProcess {
  return spawn(packagedProgram(), [...rootSwitches, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs the packaged program to its end. */
export function runPackaged(args: string[], env: Record<string, string>): Promise<Finished> {
  const child = startPackaged(args, env);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, stdout, stderr }));
  });
}
