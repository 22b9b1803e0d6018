import { errorExample } from '../rules/document.ts'
import { bodyOf, expectError, expectThat } from '../run/exchange.ts'
import type { Check } from './check.ts'
import { signed } from './signed.ts'

export const isolationChecks: Check[] = [
  {
    name: 'foreign-project-refused',
    sentence: 'A project of somebody else gets 403, the very same as one that nobody has.',
    rule: { behaviour: "A project that is not the caller's" },
    skip: ({ foreign }) => (foreign ? undefined : 'no project of somebody else is given'),
    async run(context) {
      const foreign = context.target.foreign?.projectId ?? ''
      const refused = errorExample(context.operation, 'foreign-project')
      const nobodys = '0'.repeat(foreign.length)
      const [one, other] = [await context.get({ project: foreign }), await context.get({ project: nobodys })]
      expectError(one, refused, 'a project of somebody else')
      expectError(other, refused, 'a project that nobody has')
      expectThat(one.response.body === other.response.body, other, () => 'the answers tell which project exists')
      const header = await context.get({ project: foreign, headers: { 'x-project-id': context.target.projectId } })
      expectError(header, refused, 'a foreign project with an own X-Project-Id')
      if (!context.target.accessKey) return
      expectError(await signed(context, { project: foreign }), refused, 'a foreign project, signed with an own key')
    },
  },
  {
    name: 'tenant-isolation',
    sentence: 'No page, total or action of a project holds anything of another one, whatever is filtered by.',
    rule: { pointer: '/components/schemas/ProjectId' },
    skip: ({ foreign, tasks }) => (foreign?.tasks && tasks ? undefined : 'the tasks of two projects are not known'),
    async run(context) {
      const { foreign, tasks = [] } = context.target
      const names = new Set(tasks.map(({ name }) => name))
      for (const { id, name, instance_id } of (foreign?.tasks ?? []).slice(0, 20)) {
        for (const [member, value] of Object.entries({ id, name, instance_id })) {
          const { exchange, page } = await context.page(`${member}=${encodeURIComponent(value)}`)
          const shown = [...page.actions, ...page.tasks.map((task) => task.name)]
          const expected = tasks.filter((task) => task[member as 'id'] === value).length
          expectThat(
            shown.every((one) => names.has(one)) && page.total_count === expected,
            exchange,
            () => `the answer holds tasks of another project`,
          )
        }
      }
      if (foreign?.token === undefined) return
      const own = await context.get({ project: foreign.projectId, headers: { 'x-auth-token': foreign.token } })
      const { total_count } = bodyOf(own) as { total_count?: number }
      expectThat(total_count === foreign.tasks?.length, own, () => 'the other project does not have its own tasks')
    },
  },
]
