import { expect, test } from 'vitest';
import { limiter } from './limiter';

/** A task that ends when told to. */
function controlled() {
  const started: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const task = (name: string) => () => {
    started.push(name);
    return new Promise<string>((resolve, reject) =>
      ends.set(name, (error) => (error ? reject(error) : resolve(name))),
    );
  };
  return { started, task, end: (name: string, error?: Error) => ends.get(name)?.(error) };
}

test('no more than the limit run at a time, the others in order, also after one fails', async () => {
  const { started, task, end } = controlled();
  const run = limiter(2);
  const results = ['a', 'b', 'c', 'd'].map((name) => run(task(name)));
  expect(started).toEqual(['a', 'b']);

  end('b', new Error('b failed'));
  await expect(results[1]).rejects.toThrow('b failed');
  expect(started).toEqual(['a', 'b', 'c']);

  end('a');
  await results[0];
  expect(started).toEqual(['a', 'b', 'c', 'd']);
  end('c');
  end('d');
  expect(await Promise.all([results[0], results[2], results[3]])).toEqual(['a', 'c', 'd']);

  const later = run(task('e'));
  expect(started).toContain('e');
  end('e');
  expect(await later).toBe('e');
});
