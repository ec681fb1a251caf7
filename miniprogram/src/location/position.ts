/** Where this phone is, GCJ-02. On the desk nobody walks, so a position may be simulated there. */
import { shallowRef } from 'vue';
import Taro from '@tarojs/taro';
import { AppError } from '@/cloud/app-error';
import { toGcj02, type Position } from './gcj02';
import { strings } from '@/strings/phone';

/** Development only: set by `?at=lng,lat` or by walking in the development bar. */
export const simulated = shallowRef<Position | null>(null);
/** Where the visit on screen is, for the bar to walk to. */
export const destination = shallowRef<Position | null>(null);

export async function currentPosition(): Promise<Position> {
  if (__DEVELOPMENT__ && simulated.value) return simulated.value;
  try {
    const isWeb = process.env.TARO_ENV === 'h5';
    const found = await Taro.getLocation({ type: isWeb ? 'wgs84' : 'gcj02' });
    const position: Position = [found.longitude, found.latitude];
    return isWeb ? toGcj02(position) : position;
  } catch (error) {
    console.warn('getLocation', error);
    throw new AppError('DEVICE', strings.place.refused);
  }
}
