let file: URL | null = null;

/**
 * Says where the built `worker.ts` lies. Each entry point of the program does so first of all: a bundler moves our modules
 * about, but an entry knows what lies beside it.
 */
export function setKeyWorkerFile(url: URL): void {
  file = url;
}

/** The built `worker.ts`. */
export function keyWorkerFile(): URL {
  if (!file) throw new Error('Nobody has said where the key worker lies');
  return file;
}
