import { inject } from 'vitest';
import { setKeyWorkerFile } from '../../main/key-worker/worker-file';

setKeyWorkerFile(new URL(inject('keyWorker')));
