import { execFile } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

interface Place {
  x: number;
  y: number;
}

const exec = promisify(execFile);
const steps = 10;

/**
 * Drags with the display's own mouse between two places of the screen, in pixels: the system's drag and drop knows nothing of
 * the mouse that a browser's driver pretends. In steps, at a hand's pace, since a drag begins with the way.
 */
export async function dragMouse(from: Place, to: Place): Promise<void> {
  const between = (step: number, a: number, b: number): string =>
    String(Math.round(a + ((b - a) * step) / steps));
  await exec('xdotool', ['mousemove', String(from.x), String(from.y), 'mousedown', '1']);
  for (let step = 1; step <= steps; step += 1) {
    await exec('xdotool', ['mousemove', between(step, from.x, to.x), between(step, from.y, to.y)]);
    await setTimeout(60);
  }
  await exec('xdotool', ['mouseup', '1']);
}
