import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flow } from '../../contract/sessions';
import { Output } from './output';

/** An output with a clock that the test moves, and a source and a page that only take notes. */
function makeOutput() {
  const sent: Buffer[] = [];
  const timers = new Set<{ at: number; run: () => void }>();
  let now = 1_000;
  let paused = false;
  const output = new Output({
    send: (bytes) => {
      expect(bytes.buffer.byteLength).toBe(bytes.length);
      sent.push(Buffer.from(bytes));
    },
    pause: () => {
      paused = true;
    },
    resume: () => {
      paused = false;
    },
    now: () => now,
    later: (ms, run) => {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  });
  const pass = (ms: number) => {
    now += ms;
    for (const timer of timers) {
      if (timer.at > now) continue;
      timers.delete(timer);
      timer.run();
    }
  };
  return { output, sent, pass, isPaused: () => paused, waitingTimers: () => timers.size };
}

const bytes = (length: number, fill = 'x') => Buffer.alloc(length, fill);

describe('batching', () => {
  test('the first bytes go at once, and so do those after a quiet spell', () => {
    const { output, sent, pass } = makeOutput();
    output.push(bytes(1, 'a'));
    expect(sent.map(String)).toEqual(['a']);
    pass(flow.flushAfterMs);
    output.push(bytes(1, 'b'));
    expect(sent.map(String)).toEqual(['a', 'b']);
  });

  test('what follows quickly goes together, when its time has come', () => {
    const { output, sent, pass } = makeOutput();
    output.push(bytes(1, 'a'));
    output.push(bytes(1, 'b'));
    pass(flow.flushAfterMs - 1);
    output.push(bytes(1, 'c'));
    expect(sent.map(String)).toEqual(['a']);
    pass(1);
    expect(sent.map(String)).toEqual(['a', 'bc']);
  });

  test('a full batch does not wait', () => {
    const { output, sent, waitingTimers } = makeOutput();
    output.push(bytes(1));
    output.push(bytes(flow.flushBytes - 1));
    expect(sent).toHaveLength(1);
    output.push(bytes(1));
    expect(sent.map(({ length }) => length)).toEqual([1, flow.flushBytes]);
    expect(waitingTimers()).toBe(0);
  });

  test('flush sends what waits, and nothing where nothing waits', () => {
    const { output, sent, pass } = makeOutput();
    output.push(bytes(1, 'a'));
    output.push(bytes(1, 'b'));
    output.flush();
    output.flush();
    pass(1_000);
    expect(sent.map(String)).toEqual(['a', 'b']);
  });
});

describe('flow control', () => {
  test('pauses the source above the limit, whether the bytes are sent or wait', () => {
    const { output, isPaused } = makeOutput();
    output.push(bytes(flow.pauseAbove - 1));
    output.push(bytes(1));
    expect(isPaused()).toBe(false);
    output.push(bytes(1));
    expect(isPaused()).toBe(true);
  });

  test('lets it run again only when most is acknowledged', () => {
    const { output, isPaused } = makeOutput();
    output.push(bytes(flow.pauseAbove + 1));
    output.acknowledge(flow.pauseAbove + 1 - flow.resumeBelow);
    expect(isPaused()).toBe(true);
    output.acknowledge(1);
    expect(isPaused()).toBe(false);
  });

  test('what was acknowledged beyond what was sent is not remembered', () => {
    const { output, isPaused } = makeOutput();
    output.push(bytes(10));
    output.acknowledge(1_000_000_000);
    output.push(bytes(flow.pauseAbove + 1));
    output.flush();
    expect(isPaused()).toBe(true);
  });
});

test('whatever comes in whatever rhythm leaves complete, in order, and within the limit', () => {
  const step = fc.oneof(
    fc.record({ push: fc.integer({ min: 1, max: 40_000 }) }),
    fc.record({ pass: fc.integer({ min: 0, max: 10 }) }),
    fc.record({ acknowledge: fc.integer({ min: 1, max: 300_000 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const { output, sent, pass, isPaused } = makeOutput();
      const pushed: Buffer[] = [];
      let acknowledged = 0;
      const sentBytes = () => sent.reduce((sum, { length }) => sum + length, 0);
      const pushedBytes = () => pushed.reduce((sum, { length }) => sum + length, 0);
      for (const each of steps) {
        if ('push' in each && !isPaused()) {
          const piece = bytes(each.push, String.fromCharCode(97 + (pushed.length % 26)));
          pushed.push(piece);
          output.push(piece);
        } else if ('pass' in each) pass(each.pass);
        else if ('acknowledge' in each) {
          const amount = Math.min(each.acknowledge, sentBytes() - acknowledged);
          if (amount > 0) output.acknowledge(amount);
          acknowledged += amount;
        }
        expect(pushedBytes() - acknowledged).toBeLessThanOrEqual(flow.pauseAbove + 40_000);
      }
      output.flush();
      expect(Buffer.concat(sent).equals(Buffer.concat(pushed))).toBe(true);
      output.acknowledge(Math.max(1, sentBytes() - acknowledged));
      expect(isPaused()).toBe(false);
    }),
    { numRuns: 60 },
  );
});
