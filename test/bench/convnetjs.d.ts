// ConvNetJS comes without types: what the benchmark uses of it.
declare module "convnetjs" {
  namespace convnetjs {
    type Numbers = Float64Array;
    class Vol {
      constructor(width: number, height: number, depth: number, value: number);
      w: Numbers;
      dw: Numbers;
    }
    type Layer = {filters: Vol[]; biases: Vol; forward(x: Vol): Vol; backward(): void};
    class Net {
      layers: Layer[];
      makeLayers(definitions: object[]): void;
      forward(x: Vol): Vol;
    }
    class Trainer {
      constructor(net: Net, options: object);
      train(x: Vol, label: number): {cost_loss: number};
    }
  }
  export default convnetjs;
}
