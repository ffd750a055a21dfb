// Compiled into the binding. TensorFlow 2.21 prints notices (such as "oneDNN custom operations are on") on stderr while
// it is loaded, through Abseil, which does not heed TF_CPP_MIN_LOG_LEVEL. Abseil asks this function for its level, and
// the dynamic linker finds the binding's one first. In a TensorFlow with another Abseil nobody asks, and the notices
// come back.
#include <cstdlib>

namespace absl {
inline namespace lts_20250814 {

enum class LogSeverityAtLeast : int { kInfo = 0, kWarning = 1, kError = 2, kFatal = 3 };

// Errors and worse, unless TF_CPP_MIN_LOG_LEVEL asks for more.
__attribute__((visibility("default"))) LogSeverityAtLeast MinLogLevel() {
  const char* wanted = std::getenv("TF_CPP_MIN_LOG_LEVEL");
  const int level = wanted == nullptr ? 2 : std::atoi(wanted);
  return level <= 0 ? LogSeverityAtLeast::kInfo : level == 1 ? LogSeverityAtLeast::kWarning : LogSeverityAtLeast::kError;
}

}  // namespace lts_20250814
}  // namespace absl
