import { IconBan, IconCheck, IconInfoCircle, IconQuestionMark } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './state-badge.module.css';

export type BadgeState = 'open' | 'blocked' | 'unknown' | 'plain';

const icons = { open: IconCheck, blocked: IconBan, unknown: IconQuestionMark, plain: IconInfoCircle };

/** A state in a few words: colour, and a shape for those who cannot tell the colours apart. */
export function StateBadge({
  state,
  children,
  title,
}: {
  state: BadgeState;
  children: ReactNode;
  title?: string;
}) {
  const Icon = icons[state];
  return (
    <span className={classes.badge} data-state={state} title={title}>
      <Icon size={12} stroke={2.4} aria-hidden />
      <span className="ellipsis">{children}</span>
    </span>
  );
}
