import { ask } from '../api.js';
import { indexKeys } from '../format.js';
import { useLive } from '../live.js';
import { hrefOf } from '../route.js';

const TAGS = {
  READONLY: '所有人可读，仅创建者可写',
  PRIVATE: '仅创建者可读写',
  ADMINWRITE: '所有人可读，仅服务端可写',
  ADMINONLY: '仅服务端可读写',
};

const RuleLines = {
  props: { permission: Object },
  setup() {
    return { TAGS };
  },
  template: `
    <p v-if="!permission" class="warn">没有写规则：客户端什么都不能做。</p>
    <p v-else-if="!permission.rule"><code>{{ permission.aclTag }}</code> {{ TAGS[permission.aclTag] ?? '' }}</p>
    <dl v-else class="facts rules"><template v-for="(rule, access) in permission.rule" :key="access">
      <dt>{{ access }}</dt><dd><code>{{ typeof rule === 'object' ? JSON.stringify(rule) : String(rule) }}</code></dd></template></dl>
  `,
};

export const Rules = {
  components: { RuleLines },
  setup() {
    const { data, error } = useLive(() => ask('inspect/rules'), 5000);
    return { data, error, indexKeys, hrefOf };
  },
  template: `
    <div class="stack">
      <p v-if="error" class="bad" role="alert">{{ error }}</p>
      <section class="card stack"><h1>规则与索引</h1>
        <p class="faint">安全规则只管客户端（小程序、网页）；云函数和服务端不受限制。这里显示的是现在生效的。</p></section>
      <template v-if="data">
        <section class="card stack"><h2>函数调用</h2><RuleLines :permission="data.functions" /></section>
        <section class="card stack"><h2>云存储</h2><RuleLines :permission="data.storage" /></section>
        <section v-for="one in data.collections" :key="one.name" class="card stack" data-rules>
          <h2><a :href="hrefOf('collections', one.name)">{{ one.name }}</a></h2>
          <RuleLines :permission="one.permission" />
          <table class="plain"><tbody>
            <tr v-for="index in one.indexes" :key="index.name"><td><code>{{ index.name }}</code></td>
              <td><code>{ {{ indexKeys(index.keys) }} }</code></td><td><span v-if="index.unique" class="tag">唯一</span></td></tr>
          </tbody></table>
        </section>
      </template>
    </div>
  `,
};
