import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {terms} from "../../lib/lesson/terms.js";
import {languages, names, root, tags} from "../../scripts/site.js";

/** The translations that the lesson is bound to. */
const agreed = `
1×1 convolution = 1×1 卷积
activation = 激活值
activation function = 激活函数
batch normalisation = 批量归一化
bias = 偏置
bottleneck layer = 瓶颈层
channel = 通道
degradation problem = 退化问题
dev set = 开发集
element-wise product = 逐元素积
exploding gradients = 梯度爆炸
feature map = 特征图
filter = 过滤器
fully connected layer = 全连接层
gradient descent = 梯度下降
hidden unit = 隐藏单元
hold-out = 留出法
identity function = 恒等函数
identity mapping = 恒等映射
initialisation = 初始化
kernel = 卷积核
learning rate = 学习率
loss = 损失
main path = 主路径
multiply–accumulate (MAC) = 乘加运算
optimiser = 优化器
padding = 填充
plain network = 普通网络
pooling = 池化
projection shortcut = 投影捷径
residual block = 残差块
residual connection = 残差连接
residual mapping = 残差映射
residual network = 残差网络
same convolution = same 卷积
shortcut = 捷径
skip connection = 跳跃连接
stride = 步幅
training error = 训练误差
vanishing gradients = 梯度消失
weight decay = 权重衰减`.trim();

it("translates the terms as agreed", () => {
  const pairs = terms.map(({en, zh}) => `${en} = ${zh}`);
  expect(agreed.split("\n").filter(pair => !pairs.includes(pair))).toEqual([]);
});

it("gives every term an id of its own", () => {
  expect(new Set(terms.map(term => term.id)).size).toBe(terms.length);
});

describe.each(languages)("the glossary in %s", language => {
  const other = language === "en" ? "zh" : "en";
  const entries = Array.from(
    readFileSync(join(root, language, "glossary.md"), "utf8").matchAll(/^<dt .*<\/dt>\n<dd>.*<\/dd>$/gm),
    ([entry]) => entry
  );

  it("holds the terms of the table, word for word and in its order", () => {
    const gap = language === "en" ? " " : "";
    const expected = terms.map(term => {
      const note = term.note?.[language];
      return (
        `<dt id="${term.id}">${term[language]} <span lang="${tags[other]}">${term[other]}</span></dt>\n` +
        `<dd>${term.definition[language]}${note ? `${gap}<small>${note}</small>` : ""}</dd>`
      );
    });
    expect(entries).toEqual(expected);
  });
});

it.each(languages)("links to terms in %s find them", language => {
  const pages = names.map(name => readFileSync(join(root, language, `${name}.md`), "utf8")).join("\n");
  const ids = Array.from(pages.matchAll(/\/glossary#([\w-]+)\)/g), ([, id]) => id);
  const known = [...terms.map(({id}) => id), "notation"];
  expect(ids.length).toBeGreaterThan(5);
  expect(ids.filter(id => !known.includes(id))).toEqual([]);
});
