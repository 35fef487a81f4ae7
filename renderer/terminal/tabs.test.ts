import { describe, expect, test } from 'vitest';
import { neighbourOf, reduceTabs, type TerminalTab } from './tabs';

const target = { kind: 'profile', profileId: '0d3c2c5e-6f3a-4d53-9d2e-0f3d7b3b5c11' } as const;
const opened = ['a', 'b', 'c'].reduce<TerminalTab[]>(
  (tabs, tabId) => reduceTabs(tabs, { type: 'open', tab: { tabId, title: tabId, target } }),
  [],
);

describe('terminal tabs', () => {
  test('open at the right end, unconnected', () => {
    expect(opened.map(({ tabId }) => tabId)).toEqual(['a', 'b', 'c']);
    expect(opened[2]).toMatchObject({ attempt: 1, state: null });
  });

  test('reconnecting starts a new attempt and forgets how the last one ended', () => {
    const failed = reduceTabs(opened, {
      type: 'state',
      tabId: 'b',
      state: { state: 'failed', error: { code: 'sessions.refused', params: {} } },
    });
    expect(failed[1]?.state?.state).toBe('failed');
    const again = reduceTabs(failed, { type: 'reconnect', tabId: 'b' });
    expect(again[1]).toMatchObject({ attempt: 2, state: null });
    expect(again[0]).toBe(failed[0]);
  });

  test.each([
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'b'],
  ])('closing %s shows %s', (closing, shown) => {
    expect(neighbourOf(opened, closing)).toBe(shown);
    expect(reduceTabs(opened, { type: 'close', tabId: closing }).map(({ tabId }) => tabId)).not.toContain(
      closing,
    );
  });

  test('closing the only tab shows none', () => {
    expect(neighbourOf(opened.slice(0, 1), 'a')).toBeNull();
  });
});
