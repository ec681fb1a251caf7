/** All outside services at once, as `scripts/` and the journeys start them. */
import { type GazetteerFile } from './amap/gazetteer';
import { type Amap, startAmap } from './amap/startAmap';
import { openClock } from './clock';
import { type MedicalInsurance, startMedicalInsurance } from './medical-insurance/startMedicalInsurance';
import { type Insurer, startInsurer } from './insurer/startInsurer';
import { type Person, type UnknownPeople } from './tencent-cloud/idCardVerification';
import { startTencentCloud, type TencentCloud } from './tencent-cloud/startTencentCloud';
import { type AccountNames } from './wechat-pay/merchantKeys';
import { startWechatPay, type WechatPay } from './wechat-pay/startWechatPay';

export interface StandInsOptions {
  /** Keys, registry and ledgers; what is in it is found again at the next start. */
  dir: string;
  /** 0 or left out: a free one. */
  ports?: { wechatPay?: number; tencentCloud?: number; amap?: number; insurer?: number; medicalInsurance?: number };
  /** Answers `{"now": epochMs}`; left out: the machine's clock. */
  clockUrl?: string;
  account?: AccountNames;
  people?: Person[];
  unknownPeople?: UnknownPeople;
  gazetteer?: GazetteerFile[];
}

export interface StandIns {
  wechatPay: WechatPay;
  tencentCloud: TencentCloud;
  amap: Amap;
  insurer: Insurer;
  medicalInsurance: MedicalInsurance;
  stop(): Promise<void>;
}

/** Starts them; if one cannot (its port is taken), those already started are stopped again. */
export async function startStandIns(options: StandInsOptions): Promise<StandIns> {
  const { dir, ports = {}, account, people, unknownPeople, gazetteer } = options;
  const clock = openClock(options.clockUrl);
  const started = await Promise.allSettled([
    startWechatPay({ dir, clock, port: ports.wechatPay, account }),
    startTencentCloud({ dir, clock, port: ports.tencentCloud, people, unknownPeople }),
    startAmap({ port: ports.amap, gazetteer }),
    startInsurer({ port: ports.insurer, clock }),
    startMedicalInsurance({ port: ports.medicalInsurance, clock }),
  ]);
  const [wechatPay, tencentCloud, amap, insurer, medicalInsurance] = started;
  if (
    wechatPay.status === 'fulfilled' &&
    tencentCloud.status === 'fulfilled' &&
    amap.status === 'fulfilled' &&
    insurer.status === 'fulfilled' &&
    medicalInsurance.status === 'fulfilled'
  ) {
    const two = { wechatPay: wechatPay.value, tencentCloud: tencentCloud.value };
    const running = { ...two, amap: amap.value, insurer: insurer.value, medicalInsurance: medicalInsurance.value };
    return { ...running, stop: async () => void (await Promise.all(Object.values(running).map((one) => one.stop()))) };
  }
  await Promise.all(started.map((one) => (one.status === 'fulfilled' ? one.value.stop() : undefined)));
  throw started.find((one) => one.status === 'rejected')?.reason;
}
