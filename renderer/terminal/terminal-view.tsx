import '@xterm/xterm/css/xterm.css';
import type { FitAddon } from '@xterm/addon-fit';
import type { Terminal } from '@xterm/xterm';
import { useEffect, useEffectEvent, useRef } from 'react';
import { hostPort } from '../../common/host-port';
import type { SessionState } from '../../contract/sessions';
import { useWords } from '../ui/words';
import { connectSession, type PageSession } from './connect-session';
import { createTerminal } from './create-terminal';
import { SessionEnd } from './session-end';
import type { TerminalTab } from './tabs';
import classes from './terminal-view.module.css';

/** Our own words in a terminal: quieter than the server's, and still well readable. */
const muted = '\x1b[38;2;152;163;181m';

/** Leaves what a program of the lost session may have set: alternate screen, mouse and paste modes, hidden cursor (DECSTR). */
const asNew = '\x1b[?1049l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[?25h\x1b[!p';

interface Props {
  tab: TerminalTab;
  active: boolean;
  onState: (state: SessionState) => void;
  onReconnect: () => void;
  onClose: () => void;
  onCheckAccess: (() => void) | null;
}

/** One terminal and its session. It stays mounted while another tab or a page is shown, so nothing of it is lost. */
export function TerminalView({ tab, active, onState, onReconnect, onClose, onCheckAccess }: Props) {
  const { t } = useWords();
  const container = useRef<HTMLDivElement>(null);
  const view = useRef<{ terminal: Terminal; fit: FitAddon } | null>(null);
  const session = useRef<PageSession | null>(null);

  const say = useEffectEvent((state: SessionState) => {
    if (state.state === 'connecting') {
      const { address, port, user, keyName } = state;
      const words = t(keyName ? 'terminal.connecting' : 'terminal.connecting-no-key', {
        title: tab.title,
        address: hostPort(address, port),
        user,
        keyName: keyName ?? '',
      });
      view.current?.terminal.write(`${muted}${words}\x1b[0m\r\n`);
    }
    onState(state);
  });

  useEffect(() => {
    const { terminal, fit } = createTerminal(container.current!);
    view.current = { terminal, fit };
    terminal.onData((data) => session.current?.send({ type: 'input', data }));
    terminal.onBinary((data) => session.current?.send({ type: 'binary', data }));
    terminal.onResize(({ cols, rows }) => session.current?.send({ type: 'resize', cols, rows }));
    const observer = new ResizeObserver(() => {
      // A hidden tab has no size; it is fitted when it is shown.
      if (container.current!.clientWidth > 0) fit.fit();
    });
    observer.observe(container.current!);
    return () => {
      observer.disconnect();
      terminal.dispose();
      view.current = null;
    };
  }, []);

  const { target, attempt } = tab;
  const over = tab.state !== null && ['ended', 'failed', 'lost'].includes(tab.state.state);
  useEffect(() => {
    const { terminal, fit } = view.current!;
    if (attempt > 1) terminal.write(`${asNew}\r\n`);
    fit.fit();
    const opened = connectSession(
      target,
      { cols: terminal.cols, rows: terminal.rows },
      {
        write: (bytes, done) => terminal.write(bytes, done),
        onState: say,
      },
    );
    session.current = opened;
    return () => opened.close();
  }, [target, attempt]);

  useEffect(() => {
    if (active && !over) view.current?.terminal.focus();
  }, [active, over]);

  return (
    <section className={classes.view} hidden={!active} aria-label={tab.title}>
      <div ref={container} className={classes.terminal} />
      <SessionEnd
        state={tab.state}
        title={tab.title}
        active={active}
        onReconnect={() => {
          onReconnect();
          view.current?.terminal.focus();
        }}
        onClose={onClose}
        onCheckAccess={onCheckAccess}
      />
    </section>
  );
}
