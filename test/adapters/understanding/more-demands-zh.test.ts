import { theseMean } from "./said.js";

// Own sentences, as customers type them; the labelled sets stay outside the repository.

theseMean({ category: "presale", intent: "demand", priority: "P4", complaint: false }, [
  "你们这个门锁电池能撑多久",
  "买两台能便宜不",
  "想问下你们APP有没有英文版",
  "咖啡机需要自己接水管吗",
  "可以先发个合同模板给我看看吗",
  "保险柜最大的那款有多高",
  "请问老用户续费有折扣没",
  "新疆包邮吗",
]);

theseMean({ category: "insale", intent: "demand", priority: "P3", complaint: false }, [
  "订单里那件蓝色的不要了，只留白色",
  "怎么显示我的订单被关闭了",
  "收据丢了能补一张吗",
  "我人不在家，快递能放楼下便利店吗",
]);

theseMean({ category: "insale", intent: "status", priority: "P3", complaint: false }, ["昨晚下的单什么时候出库"]);

theseMean({ category: "aftersale", intent: "demand", priority: "P3", complaint: false }, [
  "音箱蓝牙老是自己断开",
  "买的裤子洗一次就褪色了",
  "冰箱门关不严",
  "上传图片之后页面就变空白",
  "送来的桌子少一条腿",
  "想把这个退了，不太喜欢",
  "系统报错 E1023 是什么意思",
]);

theseMean({ category: "aftersale", intent: "demand", priority: "P1", complaint: false }, [
  "所有员工都打不了卡，系统瘫了",
  "支付通道全断了，一上午没有一单成交",
  "仓库系统挂掉了，几百单发不出去，损失很大",
]);

theseMean({ category: "aftersale", intent: "complaint", priority: "P3", complaint: true }, [
  "你们上门的师傅把我地板刮花了还不赔",
  "从来没见过这么差的客服",
  "再不解决我就去消协了",
]);

theseMean({ category: "value_added", intent: "demand", priority: "P2", complaint: false }, [
  "想请老师来教我们用报表功能",
  "能帮我们单独做一版界面吗",
]);

theseMean({ category: null, intent: "human", priority: null, complaint: false }, ["我要跟你们负责人谈", "真人在吗"]);

theseMean({ category: null, intent: "status", priority: null, complaint: false }, ["我的问题到底处理了没有"]);

theseMean({ category: null, intent: "cancel", priority: null, complaint: false }, ["算了，我自己搞定了"]);

theseMean({ category: null, intent: "greeting", priority: null, complaint: false }, ["您好，在不在呀"]);

theseMean({ category: null, intent: "affirm", priority: null, complaint: false }, ["嗯，就是这样"]);

theseMean({ category: null, intent: "deny", priority: null, complaint: false }, ["不是的，我是想问别的"]);

theseMean({ category: null, intent: "out_of_scope", priority: null, complaint: false }, ["明天股市会涨吗"]);

theseMean({ category: null, intent: "ask_contact", priority: null, complaint: false }, ["在哪里可以找到你们的电话"]);

theseMean({ category: null, intent: "provide_info", priority: null, complaint: false }, ["我是李娜，微信同手机13511112222"]);

theseMean({ category: null, intent: "feedback", priority: null, complaint: false }, ["页面字太小了，建议调大"]);
