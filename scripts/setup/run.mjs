import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

/** An expected failure of a script: its message is all that is printed. */
export class SetupError extends Error {}

/** @type {'inherit' | number} */
let stdout = 'inherit';

/** From now on what this script and its programs have to tell goes to standard error: standard output is for the result. */
export function keepStdoutFree() {
  stdout = 2;
  console.log = console.error;
}

/**
 * Runs a program in the repository with its output passed through.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, timeoutMs?: number, quiet?: boolean, cwd?: string }} options
 *   `quiet` keeps the program's output to itself; after `timeoutMs` it is ended
 * @returns {Promise<number>} its exit status; 1 where a signal ended it
 * @throws {SetupError} where it cannot be started
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: options.env ?? process.env,
      stdio: options.quiet ? 'ignore' : ['inherit', stdout, 'inherit'],
      timeout: options.timeoutMs,
    });
    const pass = () => {
      // The terminal sends Ctrl-C to the child too; we wait for its end so that its last words are not lost.
    };
    process.on('SIGINT', pass);
    child.on('error', (error) => {
      process.off('SIGINT', pass);
      reject(new SetupError(`${command} could not be started: ${error.message}`));
    });
    child.on('exit', (code) => {
      process.off('SIGINT', pass);
      resolve(code ?? 1);
    });
  });
}

/**
 * Runs a script that an npm package brings along, on this Node.
 * @param {string} script path below node_modules, e.g. `vitest/vitest.mjs`
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runTool(script, args, options) {
  return run(process.execPath, [`node_modules/${script}`, ...args], options);
}

/**
 * Runs npm. Under `npm start` its own script is known; elsewhere it is looked up, which on Windows takes a shell (npm.cmd).
 * @param {string[]} args plain words and paths without spaces
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runNpm(args, options) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('npm-cli.js')) return run(process.execPath, [script, ...args], options);
  if (process.platform === 'win32') return run('cmd.exe', ['/d', '/s', '/c', 'npm', ...args], options);
  return run('npm', args, options);
}

/**
 * Runs a script's main function: an expected failure becomes one line and exit status 1.
 * @param {() => Promise<number>} main yields the exit status
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`latchkey: ${error.message}`);
    process.exitCode = 1;
  }
}
