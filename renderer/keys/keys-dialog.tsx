import { useQuery } from '@tanstack/react-query';
import type { KeyEntry } from '../../contract/page';
import { keysQuery } from '../ui/queries';
import { ConvertMany } from './convert-many';
import { CreateKeyPair } from './ec2-create';
import { ImportKeyPair } from './ec2-import';
import { KeyFolders } from './folders-settings';
import { GenerateKey } from './generate-key';

/** What is open on top of the Keys page. */
export type OpenKeysDialog =
  | { kind: 'generate' }
  /** Without keys the dialog asks for files or a folder. */
  | { kind: 'convert'; keys: KeyEntry[] }
  | { kind: 'create-pair' }
  | { kind: 'import'; keyId: string }
  | { kind: 'folders' };

interface Props {
  open: OpenKeysDialog;
  /** Another dialog takes this one's place. */
  onOpen: (dialog: OpenKeysDialog) => void;
  onClose: () => void;
}

/** The dialog that is open. Each begins anew: nothing that was typed into one outlives it. */
export function KeysDialog({ open, onOpen, onClose }: Props) {
  const { data: keys = [] } = useQuery(keysQuery);
  switch (open.kind) {
    case 'generate':
      return <GenerateKey onClose={onClose} onImport={(keyId) => onOpen({ kind: 'import', keyId })} />;
    case 'convert':
      return <ConvertMany keys={open.keys} onClose={onClose} />;
    case 'create-pair':
      return <CreateKeyPair onClose={onClose} />;
    case 'import': {
      const entry = keys.find(({ keyId }) => keyId === open.keyId);
      return entry ? <ImportKeyPair entry={entry} onClose={onClose} /> : null;
    }
    case 'folders':
      return <KeyFolders onClose={onClose} />;
  }
}
