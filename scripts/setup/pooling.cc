// Two operations for TensorFlow on the processor, compiled into the binding: max pooling of squares of 2×2, and its
// gradient. TensorFlow's own work through a list of places, one value after the other; these take the channels of a
// square together. Where they are missing, TensorFlow's own are used: see packages/reference-model/engine.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <thread>
#include <vector>

#include "tensorflow/c/ops.h"
#include "tensorflow/c/tf_status.h"
#include "tensorflow/c/tf_tensor.h"

// From tensorflow/c/kernels.h, which includes headers that setup does not unpack.
extern "C" {
struct TF_KernelBuilder;
struct TF_OpKernelConstruction;
struct TF_OpKernelContext;
TF_KernelBuilder* TF_NewKernelBuilder(const char* op, const char* device, void* (*create)(TF_OpKernelConstruction*),
                                      void (*compute)(void*, TF_OpKernelContext*), void (*destroy)(void*));
void TF_RegisterKernelBuilder(const char* name, TF_KernelBuilder* builder, TF_Status* status);
void TF_GetInput(TF_OpKernelContext* context, int place, TF_Tensor** tensor, TF_Status* status);
TF_Tensor* TF_AllocateOutput(TF_OpKernelContext* context, int place, TF_DataType type, const int64_t* shape, int axes,
                             size_t bytes, TF_Status* status);
void TF_OpKernelContext_Failure(TF_OpKernelContext* context, TF_Status* status);
}

namespace {

struct Shape {
  int64_t images, height, width, channels;
};

// One machine code for each family of processors, chosen when it is loaded: the binding may have been made elsewhere.
#define FOR_PROCESSORS __attribute__((target_clones("avx2", "default"), optimize("O3", "no-trapping-math")))
#define INLINE __attribute__((always_inline)) inline

INLINE void largest(const float* a, const float* b, const float* c, const float* d, float* __restrict to, int64_t n) {
  for (int64_t k = 0; k < n; k++) {
    const float above = b[k] > a[k] ? b[k] : a[k], below = d[k] > c[k] ? d[k] : c[k];
    to[k] = below > above ? below : above;
  }
}

// Of equal values the first was the maximum, row by row, as TensorFlow has it.
INLINE void spread(const float* a, const float* b, const float* c, const float* y, const float* dy, float* __restrict da,
                   float* __restrict db, float* __restrict dc, float* __restrict dd, int64_t n) {
  for (int64_t k = 0; k < n; k++) {
    // What is left after each corner is 0 or dy; with `if` the compiler would not take several values at once.
    const float top = y[k], all = dy[k];
    const float here = a[k] == top ? all : 0, rest = a[k] == top ? 0 : all;
    const float right = b[k] == top ? rest : 0, lower = b[k] == top ? 0 : rest;
    da[k] = here;
    db[k] = right;
    dc[k] = c[k] == top ? lower : 0;
    dd[k] = c[k] == top ? 0 : lower;
  }
}

// y [images, height / 2, width / 2, channels]: of each square of 2×2 the largest value, for images first … end − 1.
FOR_PROCESSORS void pool(const float* x, float* y, Shape in, int64_t first, int64_t end) {
  const int64_t rows = in.height / 2, columns = in.width / 2, c = in.channels, line = in.width * c;
  for (int64_t row = first * rows; row < end * rows; row++) {
    const float* upper = x + (row / rows * in.height + row % rows * 2) * line;
    const float* lower = upper + line;
    float* to = y + row * columns * c;
    for (int64_t at = 0; at < columns * c; at += c, upper += 2 * c, lower += 2 * c)
      largest(upper, upper + c, lower, lower + c, to + at, c);
  }
}

// dx, of the shape of x: dy where the maximum was, 0 elsewhere.
FOR_PROCESSORS void unpool(const float* x, const float* y, const float* dy, float* dx, Shape in, int64_t first,
                           int64_t end) {
  const int64_t rows = in.height / 2, columns = in.width / 2, c = in.channels, line = in.width * c;
  // A last row or column without a square.
  if (in.height % 2 || in.width % 2) std::fill(dx + first * in.height * line, dx + end * in.height * line, 0.0f);
  for (int64_t row = first * rows; row < end * rows; row++) {
    const int64_t start = (row / rows * in.height + row % rows * 2) * line;
    const float *upper = x + start, *lower = upper + line;
    float *above = dx + start, *below = above + line;
    for (int64_t k = 0; k < columns; k++) {
      const int64_t at = 2 * k * c, own = (row * columns + k) * c;
      spread(upper + at, upper + at + c, lower + at, y + own, dy + own, above + at, above + at + c, below + at,
             below + at + c, c);
    }
  }
}

// Divides the images among threads, where there is enough to do for another one. Each image is computed by one thread,
// so that the result does not depend on their number.
template <typename Work>
void share(const Shape& in, Work work) {
  const char* wanted = std::getenv("TF_NUM_INTRAOP_THREADS");
  const int64_t most = wanted ? std::atoi(wanted) : std::thread::hardware_concurrency();
  const int64_t worthwhile = in.images * in.height * in.width * in.channels / 250'000;
  const int64_t threads = std::max<int64_t>(1, std::min({in.images, most, worthwhile}));
  std::vector<std::thread> others;
  for (int64_t k = 1; k < threads; k++)
    others.emplace_back([=] { work(in.images * k / threads, in.images * (k + 1) / threads); });
  work(0, in.images / threads);
  for (std::thread& other : others) other.join();
}

// One call of an operation: its inputs, its outputs, and what went wrong.
class Call {
 public:
  explicit Call(TF_OpKernelContext* context) : context_(context), status_(TF_NewStatus()) {}
  ~Call() {
    for (TF_Tensor* tensor : tensors_) TF_DeleteTensor(tensor);
    TF_DeleteStatus(status_);
  }
  TF_Tensor* input(int place) {
    TF_Tensor* tensor = nullptr;
    TF_GetInput(context_, place, &tensor, status_);
    if (tensor) tensors_.push_back(tensor);
    return tensor;
  }
  float* output(int place, const Shape& s) {
    const int64_t dims[] = {s.images, s.height, s.width, s.channels};
    const size_t bytes = sizeof(float) * s.images * s.height * s.width * s.channels;
    TF_Tensor* tensor = TF_AllocateOutput(context_, place, TF_FLOAT, dims, 4, bytes, status_);
    if (!tensor) return nullptr;
    tensors_.push_back(tensor);
    return static_cast<float*>(TF_TensorData(tensor));
  }
  void refuse(const char* why) {
    TF_SetStatus(status_, TF_INVALID_ARGUMENT, why);
    TF_OpKernelContext_Failure(context_, status_);
  }
  bool failed() {
    if (TF_GetCode(status_) == TF_OK) return false;
    TF_OpKernelContext_Failure(context_, status_);
    return true;
  }

 private:
  TF_OpKernelContext* context_;
  TF_Status* status_;
  std::vector<TF_Tensor*> tensors_;
};

Shape shapeOf(const TF_Tensor* tensor) {
  return {TF_Dim(tensor, 0), TF_Dim(tensor, 1), TF_Dim(tensor, 2), TF_Dim(tensor, 3)};
}

const float* numbers(const TF_Tensor* tensor) { return static_cast<const float*>(TF_TensorData(tensor)); }

void computePool(void*, TF_OpKernelContext* context) {
  Call call(context);
  TF_Tensor* x = call.input(0);
  if (call.failed()) return;
  if (TF_NumDims(x) != 4) return call.refuse("x is [images, height, width, channels]");
  const Shape in = shapeOf(x), out = {in.images, in.height / 2, in.width / 2, in.channels};
  float* y = call.output(0, out);
  if (call.failed()) return;
  share(in, [=](int64_t first, int64_t end) { pool(numbers(x), y, in, first, end); });
}

void computeGradient(void*, TF_OpKernelContext* context) {
  Call call(context);
  TF_Tensor *x = call.input(0), *y = call.input(1), *dy = call.input(2);
  if (call.failed()) return;
  if (TF_NumDims(x) != 4) return call.refuse("x is [images, height, width, channels]");
  const Shape in = shapeOf(x);
  const int64_t squares = in.images * (in.height / 2) * (in.width / 2) * in.channels;
  if (TF_TensorElementCount(y) != squares || TF_TensorElementCount(dy) != squares)
    return call.refuse("y and dy are [images, height / 2, width / 2, channels]");
  float* dx = call.output(0, in);
  if (call.failed()) return;
  share(in, [=](int64_t first, int64_t end) { unpool(numbers(x), numbers(y), numbers(dy), dx, in, first, end); });
}

void define(const char* name, std::vector<const char*> inputs, std::vector<const char*> outputs,
            void (*compute)(void*, TF_OpKernelContext*)) {
  TF_Status* status = TF_NewStatus();
  TF_OpDefinitionBuilder* op = TF_NewOpDefinitionBuilder(name);
  for (const char* input : inputs) TF_OpDefinitionBuilderAddInput(op, input);
  for (const char* output : outputs) TF_OpDefinitionBuilderAddOutput(op, output);
  TF_OpDefinitionBuilderSetShapeInferenceFunction(op, &TF_ShapeInferenceContextSetUnknownShape);
  TF_RegisterOpDefinition(op, status);
  TF_RegisterKernelBuilder(name, TF_NewKernelBuilder(name, "CPU", nullptr, compute, nullptr), status);
  TF_DeleteStatus(status);
}

__attribute__((constructor)) void defineOperations() {
  define("GradmarkPool", {"x: float"}, {"y: float"}, &computePool);
  define("GradmarkPoolGrad", {"x: float", "y: float", "dy: float"}, {"dx: float"}, &computeGradient);
}

}  // namespace
