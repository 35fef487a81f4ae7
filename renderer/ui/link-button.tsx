import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './link-button.module.css';

/** A small action within a sentence. */
export function LinkButton(props: { onClick: () => void; disabled?: boolean; children: ReactNode }) {
  return (
    <UnstyledButton className={classes.link} disabled={props.disabled} onClick={props.onClick}>
      {props.children}
    </UnstyledButton>
  );
}
