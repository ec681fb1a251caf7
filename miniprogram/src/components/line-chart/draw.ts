import { monthDay } from '@/words/when';
import type { Curve } from '@/health/curves';
import type { Palette } from '@/styles/palette';
import { scaleOf, type Scale } from './scale';

/** The size of the print and the colours of the mood. */
export interface Pen {
  readonly font: number;
  readonly palette: Palette;
}

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
  readonly scale: Scale;
}

/** Where an instant and a value stand in the picture. A single point stands in the middle. */
export function frameOf(curve: Curve, width: number, height: number, font: number): Frame {
  const points = curve.series.flatMap((one) => one.points);
  const times = points.map((point) => point.at);
  const scale = scaleOf(points.map((point) => point.value));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const [left, right, top, bottom] = [font * 3, width - font * 1.6, font * 2, height - font * 2];
  const share = (at: number) => (last === first ? 0.5 : (at - first) / (last - first));
  const x = (at: number) => left + (right - left) * share(at);
  const y = (value: number) => bottom - ((value - scale.low) / (scale.high - scale.low)) * (bottom - top);
  return { left, right, top, bottom, x, y, scale };
}

function drawGrid(ctx: CanvasRenderingContext2D, frame: Frame, { font, palette }: Pen): void {
  const { low, high, step } = frame.scale;
  ctx.lineWidth = 1;
  for (let n = 0; low + n * step <= high + step / 2; n += 1) {
    const value = low + n * step;
    ctx.strokeStyle = palette.line;
    ctx.beginPath();
    ctx.moveTo(frame.left, frame.y(value));
    ctx.lineTo(frame.right, frame.y(value));
    ctx.stroke();
    ctx.fillStyle = palette.muted;
    ctx.fillText(value.toFixed(step < 1 ? 1 : 0), 0, frame.y(value) + font / 3);
  }
}

function drawDays(
  ctx: CanvasRenderingContext2D,
  curve: Curve,
  frame: Frame,
  height: number,
  { font, palette }: Pen,
): void {
  const times = [...new Set(curve.series.flatMap((one) => one.points.map((point) => point.at)))].sort((a, b) => a - b);
  let freeFrom = 0;
  ctx.fillStyle = palette.muted;
  for (const at of times) {
    const half = ctx.measureText(monthDay(at)).width / 2;
    const start = Math.max(frame.left, Math.min(frame.x(at) - half, frame.right + font - 2 * half));
    if (start < freeFrom) continue;
    ctx.fillText(monthDay(at), start, height - font / 2);
    freeFrom = start + 2 * half + font;
  }
}

/** Draws a curve on any 2D context, the browser's or WeChat's. */
export function drawCurve(ctx: CanvasRenderingContext2D, width: number, height: number, curve: Curve, pen: Pen): void {
  const { font, palette } = pen;
  const frame = frameOf(curve, width, height, font);
  ctx.clearRect(0, 0, width, height);
  ctx.font = `${font}px sans-serif`;
  drawGrid(ctx, frame, pen);
  drawDays(ctx, curve, frame, height, pen);
  curve.series.forEach(({ name, tone, points }, index) => {
    ctx.strokeStyle = palette[tone];
    ctx.fillStyle = palette[tone];
    ctx.lineWidth = 3;
    ctx.beginPath();
    points.forEach(({ at, value }, n) => ctx[n ? 'lineTo' : 'moveTo'](frame.x(at), frame.y(value)));
    ctx.stroke();
    for (const { at, value } of points) {
      ctx.beginPath();
      ctx.arc(frame.x(at), frame.y(value), 5, 0, Math.PI * 2);
      ctx.fill();
    }
    ctx.fillText(name, frame.left + index * font * 4, font * 1.1);
  });
}
