-- Runs the trained network on the test images and writes predictions.csv.
--
-- The network: 784 pixels -> hidden units with ReLU -> 10 numbers; the largest of them names the digit.
-- Its weights come from train.lua. LuaJIT alone, no packages.
local ffi = require("ffi")

local DATA = os.getenv("GRADMARK_TEST_DATA") or "."
local MODEL = os.getenv("GRADMARK_MODEL") or "."
local PIXELS, CLASSES = 784, 10

local function read_file(path)
  local file = assert(io.open(path, "rb"))
  local content = file:read("*a")
  file:close()
  return content
end

-- The tensors of a weights file by name. Its first line names them and their shapes; then come the numbers of each,
-- row by row, as 32-bit floats.
local function read_weights(path)
  local content = read_file(path)
  local header, at = content:match("^(.-)\n()")
  local tensors = {}
  for name, shape in header:gmatch('"name":%s*"(%w+)",%s*"shape":%s*%[([%d%s,]+)%]') do
    local size = 1
    for length in shape:gmatch("%d+") do
      size = size * tonumber(length)
    end
    tensors[name] = ffi.new("float[?]", size)
    ffi.copy(tensors[name], content:sub(at, at + 4 * size - 1), 4 * size)
    at = at + 4 * size
    tensors[name .. "_size"] = size
  end
  return tensors
end

-- Output of the hidden layer: h = ReLU(b1 + x W1), where W1 is 784 x hidden.
local function hidden_layer(net, image, h)
  local hidden = net.b1_size
  for j = 0, hidden - 1 do
    h[j] = net.b1[j]
  end
  for p = 0, PIXELS - 1 do
    local x = image[p] / 255
    for j = 0, hidden - 1 do
      h[j] = h[j] + x * net.W1[p * hidden + j]
    end
  end
  for j = 0, hidden - 1 do
    h[j] = math.max(0, h[j])
  end
end

-- The digit whose output b2 + h W2 is the largest, where W2 is hidden x 10.
local function best_digit(net, h)
  local best, largest = 0, -math.huge
  for digit = 0, CLASSES - 1 do
    local output = net.b2[digit]
    for j = 0, net.b1_size - 1 do
      output = output + h[j] * net.W2[j * CLASSES + digit]
    end
    if output > largest then
      best, largest = digit, output
    end
  end
  return best
end

local net = read_weights(MODEL .. "/model.bin")
local bytes = read_file(DATA .. "/test-images.idx") -- keep it: `images` points into it
local images = ffi.cast("const uint8_t *", bytes) + 16 -- after the header of the IDX file
local h = ffi.new("double[?]", net.b1_size)

local out = assert(io.open("predictions.csv", "w"))
out:write("Id,Label\n")
local row = 0
for id in read_file(DATA .. "/test.csv"):gmatch("%d+") do -- data row k of test.csv belongs to image k
  hidden_layer(net, images + PIXELS * row, h)
  out:write(id, ",", best_digit(net, h), "\n")
  row = row + 1
end
out:close()
