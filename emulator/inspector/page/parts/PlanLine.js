/** How a query was answered: by which index, how much was looked at for how much that was found. */
import { computed } from '../vue.js';
import { duration } from '../format.js';

/** So many documents looked at for each one found are worth a remark. */
const WASTE = 10;
const FEW = 50;

const KINDS = {
  collection: '逐份检查整个集合',
  ids: '按 _id 直接取',
  index: '读索引',
  near: '按距离从近到远',
  area: '按区域找',
};
const SORTS = { index: '顺序由索引给出', memory: '找到之后在内存里排序' };

const wayOf = ({ index, estimated }) => `${index ?? '扫描整个集合'}（约 ${estimated}）`;
const wordsOf = ({ kind, index, direction, estimated }) =>
  `${KINDS[kind] ?? kind}${index ? ` ${index}` : ''}${direction === 'backwards' ? '，从后往前' : ''}，估计 ${estimated} 项`;
const boundsOf = ({ bounds }) =>
  Object.entries(bounds).map(([field, intervals]) => `${field}: ${intervals.join(' 或 ')}`);

export const PlanLine = {
  props: { plan: Object, tookMs: Number },
  setup(props) {
    const isWasteful = computed(() => {
      const { examined, returned } = props.plan;
      return examined > FEW && examined > returned * WASTE;
    });
    return { isWasteful, duration, wayOf, wordsOf, boundsOf, SORTS };
  },
  template: `
    <details class="plan" :class="{ warn: isWasteful }">
      <summary>
        <b data-plan>{{ plan.index ? '走索引 ' + plan.index : '扫描整个集合' }}</b>
        <span>检查 {{ plan.examined }} 份，返回 {{ plan.returned }} 份</span>
        <span>{{ duration(tookMs) }}</span>
        <span v-if="isWasteful">⚠ 检查得多、找到得少，考虑加索引</span>
      </summary>
      <dl class="facts">
        <template v-for="(scan, i) in plan.scans" :key="i">
          <dt>{{ plan.scans.length > 1 ? '第 ' + (i + 1) + ' 路' : '怎么找' }}</dt>
          <dd>{{ wordsOf(scan) }}
            <div v-for="bounds in boundsOf(scan)" :key="bounds"><code>{{ bounds }}</code></div></dd>
        </template>
        <dt>索引项</dt><dd>读了 {{ plan.examinedKeys }} 个</dd>
        <template v-if="SORTS[plan.sort]"><dt>排序</dt><dd>{{ SORTS[plan.sort] }}</dd></template>
        <template v-if="plan.considered.length > 0"><dt>没有选的</dt><dd>{{ plan.considered.map(wayOf).join('，') }}</dd></template>
      </dl>
    </details>
  `,
};
