import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { latchkey } from '../ui/api';
import { keysQuery } from '../ui/queries';

/** Reads the list of keys again when it has changed without the page: a search has found some, or a file is gone. */
export function KeyChanges() {
  const client = useQueryClient();
  useEffect(() => latchkey.on('keys.changed', () => void client.invalidateQueries(keysQuery)), [client]);
  return null;
}
