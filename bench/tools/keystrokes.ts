import type { Locator, Page } from '@playwright/test';

/** Long enough for every change that a keystroke brings about, in milliseconds. */
const settle = 250;

/**
 * Types a text, letter by letter, and takes it back again. Answers, for each keystroke, the milliseconds from the key's own
 * time to the frame after the last change that it made to the field or to the list of the page.
 */
export async function typeAndTime(page: Page, field: Locator, text: string): Promise<number[]> {
  await field.focus();
  const watch = await field.evaluateHandle(watchPaints);
  const times: number[] = [];
  for (const key of [...text, ...Array<string>(text.length).fill('Backspace')]) {
    await page.keyboard.press(key === ' ' ? 'Space' : key);
    await page.waitForTimeout(settle);
    times.push(await watch.evaluate((paints) => paints.take()));
  }
  await watch.evaluate((paints) => paints.stop());
  await watch.dispose();
  return times;
}

/** Runs in the page. */
function watchPaints(field: Element) {
  let [pressed, painted] = [0, 0];
  let awaited = false;
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    awaited = false;
    painted = performance.now();
  };
  // What is posted while a frame is prepared is heard when it has been handed over to be shown.
  const awaitPaint = () => {
    if (awaited) return;
    awaited = true;
    requestAnimationFrame(() => channel.port2.postMessage(null));
  };
  const press = (event: Event) => {
    pressed = event.timeStamp;
    awaitPaint();
  };
  const changes = new MutationObserver(awaitPaint);
  const list = document.querySelector('[role=listbox]');
  if (!list) throw new Error('The page has no list');
  changes.observe(list.parentElement ?? list, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  });
  field.addEventListener('keydown', press, { capture: true });
  field.addEventListener('input', awaitPaint);
  return {
    take: () => painted - pressed,
    stop: () => {
      changes.disconnect();
      field.removeEventListener('keydown', press, { capture: true });
      field.removeEventListener('input', awaitPaint);
    },
  };
}
