import type { Page } from '@playwright/test';

export interface OutputRecord {
  /** How many bytes the page has received so far. */
  bytes: () => Promise<number>;
  /** SHA-256 of what stands between two markers, in hexadecimal. */
  hashBetween: (begin: string, end: string) => Promise<string>;
}

declare global {
  interface Window {
    received: { bytes: Uint8Array[]; total: number };
  }
}

/** Listens in the page to the very ports the terminals get, so what is counted is what arrived there. */
export async function recordOutput(page: Page): Promise<OutputRecord> {
  await page.evaluate(() => {
    window.received = { bytes: [], total: 0 };
    window.addEventListener('message', ({ ports: [port] }) => {
      port?.addEventListener('message', ({ data }) => {
        if (data.type !== 'data') return;
        window.received.bytes.push(data.bytes);
        window.received.total += data.bytes.length;
      });
    });
  });
  return {
    bytes: () => page.evaluate(() => window.received.total),
    hashBetween: (begin, end) =>
      page.evaluate(
        async ([first, last]) => {
          const all = new Uint8Array(await new Blob(window.received.bytes as BlobPart[]).arrayBuffer());
          const find = (text: string, from: number): number => {
            const wanted = new TextEncoder().encode(text);
            for (let at = from; at <= all.length - wanted.length; at++) {
              if (wanted.every((byte, index) => all[at + index] === byte)) return at;
            }
            throw new Error(`${text} did not arrive`);
          };
          const from = find(first, 0) + first.length;
          const digest = await crypto.subtle.digest('SHA-256', all.slice(from, find(last, from)));
          return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
        },
        [begin, end] as const,
      ),
  };
}
