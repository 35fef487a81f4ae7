import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';

const exec = promisify(execFile);

/** Types a path into the system's save dialog (GTK) and confirms it, as a hand on the keyboard would. */
export async function saveAs(title: string, path: string): Promise<void> {
  await focus(await windowNamed(title));
  await xdotool('key', 'ctrl+a');
  await xdotool('type', '--delay', '5', path);
  // Where the file exists, a list of completions has opened and would take the Return: Tab closes it.
  await xdotool('key', 'Tab', 'Return');
}

/** Chooses a folder that exists in the system's folder dialog (GTK): its path is typed into the location field. */
export async function chooseFolder(title: string, path: string): Promise<void> {
  await focus(await windowNamed(title));
  // Out of the list of recent folders, where GTK takes no typed path.
  await xdotool('key', 'alt+Home');
  await xdotool('key', 'ctrl+l', 'ctrl+a');
  await xdotool('type', '--delay', '5', path);
  await xdotool('key', 'Return');
}

/** Leaves the save dialog without saving. */
export async function cancelDialog(title: string): Promise<void> {
  await focus(await windowNamed(title));
  await xdotool('key', 'Escape');
}

/** Answers GTK's question whether to replace a file: a dialog without a title. */
export async function answerReplace(replace: boolean): Promise<void> {
  let question: string | undefined;
  await expect
    .poll(async () => {
      question = await questionWindow();
      return question;
    })
    .toBeDefined();
  await focus(question!);
  await xdotool('key', replace ? 'alt+r' : 'Escape');
}

async function windowNamed(title: string): Promise<string> {
  const { stdout } = await xdotool('search', '--sync', '--onlyvisible', '--name', title);
  return stdout.trim().split('\n').at(-1)!;
}

async function questionWindow(): Promise<string | undefined> {
  const { stdout } = await xdotool('search', '--onlyvisible', '--name', '^$');
  for (const window of stdout.trim().split('\n')) {
    const { stdout: geometry } = await xdotool('getwindowgeometry', '--shell', window);
    const width = Number(/^WIDTH=(\d+)/m.exec(geometry)?.[1]);
    const height = Number(/^HEIGHT=(\d+)/m.exec(geometry)?.[1]);
    // Neither the root window nor the one-pixel helpers of GTK.
    if (width > 300 && width < 900 && height > 100 && height < 400) return window;
  }
  return undefined;
}

/** There is no window manager under Xvfb to give a new dialog the focus. */
async function focus(window: string): Promise<void> {
  await xdotool('windowfocus', '--sync', window);
}

function xdotool(...args: string[]): Promise<{ stdout: string }> {
  return exec('xdotool', args, { timeout: 20_000 });
}
