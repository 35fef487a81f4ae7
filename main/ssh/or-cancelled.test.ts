import { expect, test } from 'vitest';
import { orCancelled } from './or-cancelled';

const never = new Promise<never>(() => {});

test('work that hangs ends with keys.cancelled when the signal is raised', async () => {
  const controller = new AbortController();
  const work = orCancelled(never, controller.signal);
  controller.abort();
  await expect(work).rejects.toMatchObject({ code: 'keys.cancelled' });
  await expect(orCancelled(never, AbortSignal.abort())).rejects.toMatchObject({ code: 'keys.cancelled' });
});

test('work that ends first is as it was', async () => {
  const { signal } = new AbortController();
  expect(await orCancelled(Promise.resolve(1), signal)).toBe(1);
  await expect(orCancelled(Promise.reject(new Error('its own')), signal)).rejects.toThrow('its own');
});
