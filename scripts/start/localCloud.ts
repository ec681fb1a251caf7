/** CloudBase and the outside services on one machine: the emulator with the built functions, and the stand-ins. */
import { join } from 'node:path';
import { start, type Emulator } from '../../emulator/index';
import { startStandIns, type StandIns } from '../../stand-ins/start';
import { STAND_IN_CREDENTIAL } from '../../stand-ins/tencent-cloud/startTencentCloud';
import { root } from '../build/products';
import { DISTRICTS_FILE } from '../world/places';
import { functionEnvironment } from './functionEnvironment';
import { freeBasePort, portsFrom, type Ports } from './ports';
import { secretsIn } from './secrets';

export type CloudPorts = Pick<
  Ports,
  'emulator' | 'wechatPay' | 'tencentCloud' | 'amap' | 'insurer' | 'medicalInsurance'
>;

export interface LocalCloud {
  readonly emulator: Emulator;
  readonly standIns: StandIns;
  readonly ports: CloudPorts;
  /** What function processes are told; scripts that use `#cloud` need the same keys. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Below the range from which the system takes ports for its own connections, so that nobody else is given one meanwhile. */
export const freePorts = async (): Promise<CloudPorts> => portsFrom(await freeBasePort());

export interface LocalCloudOptions {
  readonly ports: CloudPorts;
  /** Keys, stand-in ledgers and, unless `memory`, the database live here. */
  readonly folder: string;
  readonly memory?: boolean;
  /** Built functions; left out: those of this tree, which change when they are built again. */
  readonly functions?: string;
  /** How long a function process rests before it is ended; left out: as the emulator has it. */
  readonly idleMs?: number;
  readonly log?: (line: string) => void;
}

export type OutsideServices = Pick<LocalCloud, 'standIns' | 'environment'>;

/** Only what is not CloudBase; its clock is the emulator's, once that runs. */
export async function startOutsideServices({ ports, folder }: LocalCloudOptions): Promise<OutsideServices> {
  const standIns = await startStandIns({
    dir: join(folder, 'stand-ins'),
    ports,
    clockUrl: `http://127.0.0.1:${ports.emulator}/_emulator/clock`,
    gazetteer: [{ city: '杭州市', province: '浙江省', geojsonPath: DISTRICTS_FILE }],
    unknownPeople: 'match',
  });
  const environment = functionEnvironment(secretsIn(folder), standIns.wechatPay.account, STAND_IN_CREDENTIAL, ports);
  return { standIns, environment };
}

export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const { ports, folder, memory = false, functions = join(root, 'dist/cloudfunctions'), idleMs, log } = options;
  const { standIns, environment } = await startOutsideServices(options);
  try {
    const emulator = await start({
      port: ports.emulator,
      ...(memory ? {} : { data: join(folder, 'cloud') }),
      functions,
      database: join(root, 'database'),
      env: environment,
      ...(idleMs === undefined ? {} : { idleMs }),
      log,
    });
    return {
      emulator,
      standIns,
      ports,
      environment,
      stop: async () => {
        await emulator.stop();
        await standIns.stop();
      },
    };
  } catch (error) {
    await standIns.stop();
    throw error;
  }
}
