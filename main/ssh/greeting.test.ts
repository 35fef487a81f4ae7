import { describe, expect, test } from 'vitest';
import { Greeting } from './greeting';

function heard(...pieces: string[]): Greeting {
  const greeting = new Greeting();
  for (const piece of pieces) greeting.add(Buffer.from(piece, 'latin1'));
  return greeting;
}

describe('Greeting', () => {
  test('hears nothing at first', () => {
    expect(heard().heard).toBe('silent');
    expect(heard().firstLine).toBe('');
  });

  test.each(['SSH-2.0-OpenSSH_9.2\r\n', 'SSH-1.99-Cisco-1.25\n', 'Welcome to the lab\r\nSSH-2.0-x\r\n'])(
    'knows %j as SSH 2, in whatever pieces it comes',
    (text) => {
      expect(heard(text).heard).toBe('ssh');
      expect(heard(...text).heard).toBe('ssh');
    },
  );

  test.each(['HTTP/1.1 400 Bad Request\r\n', 'SSH-1.5-old\n', 'not SSH-2.0-x', 'SSH-2'])(
    'knows %j as something else',
    (text) => {
      expect(heard(text).heard).toBe('other');
    },
  );

  test('shows the first line that says anything, cleaned and shortened', () => {
    expect(heard('\r\n  220 \x1b[31mmail.example.com ESMTP\r\nsecond\r\n').firstLine).toBe(
      '220 [31mmail.example.com ESMTP',
    );
    expect(heard('y'.repeat(500)).firstLine).toBe('y'.repeat(80));
  });

  test('does not fill the memory with what never becomes SSH', () => {
    const greeting = new Greeting();
    for (let piece = 0; piece < 100; piece += 1) greeting.add(Buffer.alloc(65_536, 'z'));
    greeting.add(Buffer.from('\nSSH-2.0-late\r\n'));
    expect(greeting.heard).toBe('other');
  });
});
