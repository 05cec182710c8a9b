import { detailText } from "../../../../src/adapters/desk/browser/pages/people/audit/detail.js";
import { staffOf } from "../../../../src/adapters/desk/browser/pages/people/staff-of.js";
import type { AgentView } from "../../../../src/application/desk-views.js";

const words = {
  names: { role: "角色", team: "团队", times: "次数", reasonCharacters: "" },
  role: { agent: "客服", supervisor: "主管", manager: "经理", administrator: "管理员" },
  team: (id: string) => ({ service: "客户服务", technical: "技术支持" })[id] ?? id,
};

test("what an entry of the audit tells is said in the desk's words, before and after with an arrow", () => {
  expect(detailText({ role: ["agent", "supervisor"], team: ["service", "technical"] }, words)).toBe(
    "角色 客服 → 主管·团队 客户服务 → 技术支持",
  );
  expect(detailText({ times: 3, reasonCharacters: 12, other: true }, words)).toBe("次数 3·other true");
});

test("people stand in their teams by pinyin with their address; who left stands apart", () => {
  const person = (id: string, name: string) => ({
    id,
    name,
    role: "agent" as const,
    available: true,
    onDuty: false,
    openTickets: 0,
  });
  const agent = (id: string, name: string, disabled = false): AgentView => ({
    ...{ id, name, role: "agent", team: "service", available: true, slack: null },
    email: `${id}@desk.example`,
    disabled,
  });
  const teams = [
    {
      id: "service",
      name: { "zh-CN": "客户服务", en: "Service" },
      duty: null,
      people: [person("z", "周晨"), person("c", "陈立")],
    },
  ];
  const staff = staffOf(teams, [agent("z", "周晨"), agent("c", "陈立"), agent("g", "高洁", true)], "zh-CN");
  expect(staff.teams[0]?.people.map(({ name, email }) => [name, email])).toEqual([
    ["陈立", "c@desk.example"],
    ["周晨", "z@desk.example"],
  ]);
  expect(staff.left.map(({ name }) => name)).toEqual(["高洁"]);
});
