import { required, UsageError } from './options';

/**
 * The snapshot's path. `--profile` and `--region` would ask AWS, which this version's command line does not do.
 * @throws UsageError `cli.needs-snapshot`, `cli.missing-option`
 */
export function snapshotPath(options: { snapshot?: string; profile?: string; region?: string }): string {
  if (options.profile !== undefined || options.region !== undefined) {
    throw new UsageError('cli.needs-snapshot', {
      option: options.profile === undefined ? '--region' : '--profile',
    });
  }
  return required(options.snapshot, '--snapshot');
}
