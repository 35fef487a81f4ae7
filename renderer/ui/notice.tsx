import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './notice.module.css';

/** A sentence that must not be overlooked, with what can be done about it. */
export function Notice(props: {
  kind: 'error' | 'warning' | 'info';
  children: ReactNode;
  action?: ReactNode;
}) {
  const Icon = props.kind === 'info' ? IconInfoCircle : IconAlertTriangle;
  return (
    <div className={classes.notice} data-kind={props.kind} role={props.kind === 'error' ? 'alert' : 'status'}>
      <Icon size={18} stroke={1.7} aria-hidden />
      <div className="grow">{props.children}</div>
      {props.action}
    </div>
  );
}
