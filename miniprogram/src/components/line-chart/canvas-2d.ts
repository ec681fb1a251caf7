import Taro from '@tarojs/taro';

export interface Canvas2d {
  readonly ctx: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
}

/** The 2D context of `<canvas type="2d" id>`, scaled to device pixels; null while it is not laid out yet. */
export function canvas2d(id: string): Promise<Canvas2d | null> {
  return process.env.TARO_ENV === 'h5' ? fromDom(id) : fromQuery(id);
}

/** Taro's H5 selector query gives no size next to `node`, and no node at all for a canvas written in a vue template. */
async function fromDom(id: string): Promise<Canvas2d | null> {
  const node = document.getElementById(id)?.querySelector('canvas');
  const box = node?.getBoundingClientRect();
  if (!node || !box?.width) return null;
  return scaled(node, box.width, box.height, window.devicePixelRatio || 1);
}

function fromQuery(id: string): Promise<Canvas2d | null> {
  return new Promise((resolve) => {
    Taro.createSelectorQuery()
      .select(`#${id}`)
      .fields({ node: true, size: true })
      .exec(([found]) => {
        const laidOut = found?.node && found.width;
        resolve(laidOut ? scaled(found.node, found.width, found.height, Taro.getWindowInfo().pixelRatio) : null);
      });
  });
}

function scaled(node: HTMLCanvasElement, width: number, height: number, ratio: number): Canvas2d {
  node.width = Math.round(width * ratio);
  node.height = Math.round(height * ratio);
  const ctx = node.getContext('2d') as CanvasRenderingContext2D;
  ctx.scale(ratio, ratio);
  return { ctx, width, height };
}
