-- Trains a small network on the training images and saves its weights.
--
--   luajit train.lua --data DIR --out model.bin [--epochs 2] [--seed 1] [--hidden 32]
--
-- The network: 784 pixels -> hidden units with ReLU -> 10 numbers -> softmax. It is trained with the cross-entropy
-- loss by stochastic gradient descent, one image at a time. LuaJIT alone, no packages.
local ffi = require("ffi")

local PIXELS, CLASSES = 784, 10
local LEARNING_RATE = 0.02
local VALIDATION_ROWS = 5000 -- the last rows are never trained on: choose between models by them

local function read_options(arguments)
  local options = { epochs = 2, seed = 1, hidden = 32 }
  for k = 1, #arguments, 2 do
    local name = arguments[k]:match("^%-%-(%a+)$")
    local value = arguments[k + 1]
    assert(name and value, "usage: luajit train.lua --data DIR --out FILE [--epochs N] [--seed S] [--hidden H]")
    options[name] = tonumber(value) or value
  end
  assert(options.data and options.out, "--data and --out are needed")
  return options
end

local function read_file(path)
  local file = assert(io.open(path, "rb"))
  local content = file:read("*a")
  file:close()
  return content
end

-- The images of an IDX file as one string of bytes: 16 bytes of header, then 784 bytes for each image.
local function read_images(path)
  local content = read_file(path)
  assert(content:sub(1, 4) == "\0\0\8\3", path .. " is not an IDX file of images")
  return content
end

-- The column Label of a file "Id,Label", first row at index 0.
local function read_labels(path)
  local labels, rows = {}, 0
  for label in read_file(path):gmatch("%d+,(%d+)") do
    labels[rows] = tonumber(label)
    rows = rows + 1
  end
  return labels, rows
end

-- Weights between -limit and limit, so that signals neither die nor grow on their way (He et al. 2015).
local function new_weights(inputs, outputs)
  local weights = ffi.new("double[?]", inputs * outputs)
  local limit = math.sqrt(6 / inputs)
  for k = 0, inputs * outputs - 1 do
    weights[k] = (2 * math.random() - 1) * limit
  end
  return weights
end

local function new_network(hidden)
  return {
    hidden = hidden,
    W1 = new_weights(PIXELS, hidden), -- 784 x hidden, row by row
    b1 = ffi.new("double[?]", hidden),
    W2 = new_weights(hidden, CLASSES), -- hidden x 10, row by row
    b2 = ffi.new("double[?]", CLASSES),
    h = ffi.new("double[?]", hidden), -- output of the hidden layer
    dh = ffi.new("double[?]", hidden), -- gradient of the loss at its input
    o = ffi.new("double[?]", CLASSES), -- output of the network
  }
end

-- Fills net.h and net.o for the image at `image` (784 bytes).
local function forward(net, image)
  local hidden, W1, W2, h, o = net.hidden, net.W1, net.W2, net.h, net.o
  for j = 0, hidden - 1 do
    h[j] = net.b1[j]
  end
  for p = 0, PIXELS - 1 do
    local x = image[p]
    if x ~= 0 then -- four pixels of five are background
      x = x / 255
      local row = W1 + p * hidden
      for j = 0, hidden - 1 do
        h[j] = h[j] + x * row[j]
      end
    end
  end
  for c = 0, CLASSES - 1 do
    o[c] = net.b2[c]
  end
  for j = 0, hidden - 1 do
    if h[j] < 0 then
      h[j] = 0 -- ReLU
    else
      local row = W2 + j * CLASSES
      for c = 0, CLASSES - 1 do
        o[c] = o[c] + h[j] * row[c]
      end
    end
  end
end

local function softmax(o)
  local largest, sum = o[0], 0
  for c = 1, CLASSES - 1 do
    largest = math.max(largest, o[c])
  end
  for c = 0, CLASSES - 1 do
    o[c] = math.exp(o[c] - largest) -- minus the largest: exp cannot overflow
    sum = sum + o[c]
  end
  for c = 0, CLASSES - 1 do
    o[c] = o[c] / sum
  end
end

-- One step of gradient descent on one image.
local function learn(net, image, label, rate)
  local hidden, W1, W2, h, dh, o = net.hidden, net.W1, net.W2, net.h, net.dh, net.o
  forward(net, image)
  softmax(o)
  o[label] = o[label] - 1 -- gradient of the loss at the input of the softmax: p - one-hot
  for j = 0, hidden - 1 do
    local row, gradient = W2 + j * CLASSES, 0
    if h[j] > 0 then
      for c = 0, CLASSES - 1 do
        gradient = gradient + row[c] * o[c]
        row[c] = row[c] - rate * h[j] * o[c]
      end
    end
    dh[j] = rate * gradient
    net.b1[j] = net.b1[j] - dh[j]
  end
  for c = 0, CLASSES - 1 do
    net.b2[c] = net.b2[c] - rate * o[c]
  end
  for p = 0, PIXELS - 1 do
    local x = image[p]
    if x ~= 0 then
      x = x / 255
      local row = W1 + p * hidden
      for j = 0, hidden - 1 do
        row[j] = row[j] - x * dh[j]
      end
    end
  end
end

local function predict(net, image)
  forward(net, image)
  local best = 0
  for c = 1, CLASSES - 1 do
    if net.o[c] > net.o[best] then
      best = c
    end
  end
  return best
end

-- First line: names and shapes. Then the numbers of each tensor, row by row, as 32-bit floats.
local function save(net, path)
  local shapes = {
    { "W1", net.W1, PIXELS * net.hidden, ("[%d,%d]"):format(PIXELS, net.hidden) },
    { "b1", net.b1, net.hidden, ("[%d]"):format(net.hidden) },
    { "W2", net.W2, net.hidden * CLASSES, ("[%d,%d]"):format(net.hidden, CLASSES) },
    { "b2", net.b2, CLASSES, ("[%d]"):format(CLASSES) },
  }
  local header, body = {}, {}
  for k, tensor in ipairs(shapes) do
    local name, values, size, shape = unpack(tensor)
    header[k] = ('{"name":"%s","shape":%s}'):format(name, shape)
    local floats = ffi.new("float[?]", size)
    for i = 0, size - 1 do
      floats[i] = values[i]
    end
    body[k] = ffi.string(floats, 4 * size)
  end
  local file = assert(io.open(path, "wb"))
  file:write('{"format":"gradmark-weights/1","tensors":[', table.concat(header, ","), "]}\n", table.concat(body))
  file:close()
end

local options = read_options(arg)
math.randomseed(options.seed)
local bytes = read_images(options.data .. "/train-images.idx") -- keep it: `images` points into it
local images = ffi.cast("const uint8_t *", bytes) + 16
local labels, rows = read_labels(options.data .. "/train.csv")
local training = rows - math.min(VALIDATION_ROWS, math.floor(rows / 10))
local net = new_network(options.hidden)

local order = ffi.new("int32_t[?]", training)
for k = 0, training - 1 do
  order[k] = k
end

for epoch = 1, options.epochs do
  for k = training - 1, 1, -1 do -- another order in every epoch
    local other = math.random(0, k)
    order[k], order[other] = order[other], order[k]
  end
  for k = 0, training - 1 do
    -- The rate falls to a tenth along a straight line: large steps first, fine ones last.
    local done = ((epoch - 1) * training + k) / (options.epochs * training)
    learn(net, images + PIXELS * order[k], labels[order[k]], LEARNING_RATE * (1 - 0.9 * done))
  end
  local right = 0
  for k = training, rows - 1 do
    if predict(net, images + PIXELS * k) == labels[k] then
      right = right + 1
    end
  end
  io.write(("epoch %d of %d: validation accuracy %.4f\n"):format(epoch, options.epochs, right / (rows - training)))
end

save(net, options.out)
