import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './notice.module.css';

const icons = {
  error: IconAlertTriangle,
  warning: IconAlertTriangle,
  info: IconInfoCircle,
  done: IconCircleCheck,
};

/** A sentence that must not be overlooked, with what can be done about it. */
export function Notice(props: { kind: keyof typeof icons; children: ReactNode; action?: ReactNode }) {
  const Icon = icons[props.kind];
  return (
    <div className={classes.notice} data-kind={props.kind} role={props.kind === 'error' ? 'alert' : 'status'}>
      <Icon size={18} stroke={1.7} aria-hidden />
      <div className="grow">{props.children}</div>
      {props.action}
    </div>
  );
}
