-- Trains a small network on the training images and saves it.
--
--   th train.lua -data DIR -out model.t7 [-epochs 2] [-seed 1] [-hidden 32] [-gpu]
--
-- The network: 784 pixels -> hidden units with ReLU -> 10 numbers -> log-softmax. It is trained with the negative
-- log-likelihood (together: cross entropy) by stochastic gradient descent on small batches. For the original Torch.
require("torch")
require("nn")
require("optim")

local PIXELS, CLASSES = 784, 10
local BATCH = 16
local LEARNING_RATE = 0.2
local VALIDATION_ROWS = 5000 -- the last rows are never trained on: choose between models by them

local cmd = torch.CmdLine()
cmd:option("-data", "", "folder with train-images.idx and train.csv")
cmd:option("-out", "model.t7", "where the trained network goes")
cmd:option("-epochs", 2, "passes over the training images")
cmd:option("-seed", 1, "seed of the random numbers")
cmd:option("-hidden", 32, "hidden units")
cmd:option("-gpu", false, "train on an NVIDIA GPU")
local options = cmd:parse(arg)

-- The images of an IDX file as a tensor n x 784 of numbers from 0 to 1. Its header has 16 bytes.
local function read_images(path)
  local file = torch.DiskFile(path, "r"):binary()
  file:seekEnd()
  local bytes = file:position() - 1
  file:seek(17)
  local pixels = torch.ByteTensor(file:readByte(bytes - 16))
  file:close()
  return pixels:view(-1, PIXELS):float():div(255)
end

-- The column Label of a file "Id,Label". Classes count from 1 in Torch: digit d is class d + 1.
local function read_labels(path)
  local labels = {}
  for line in io.lines(path) do
    local label = line:match("^%d+,(%d+)")
    if label then
      labels[#labels + 1] = tonumber(label) + 1
    end
  end
  return torch.FloatTensor(labels)
end

local function make_network(hidden)
  local net = nn.Sequential()
  net:add(nn.Linear(PIXELS, hidden))
  net:add(nn.ReLU())
  net:add(nn.Linear(hidden, CLASSES))
  net:add(nn.LogSoftMax())
  return net:float()
end

local function accuracy(net, images, labels)
  net:evaluate()
  local _, best = net:forward(images):max(2)
  return best:float():view(-1):eq(labels:float()):sum() / labels:size(1)
end

torch.setdefaulttensortype("torch.FloatTensor")
torch.manualSeed(options.seed)
local images = read_images(options.data .. "/train-images.idx")
local labels = read_labels(options.data .. "/train.csv")
local net = make_network(options.hidden)
local criterion = nn.ClassNLLCriterion():float()

if options.gpu then
  require("cunn")
  cutorch.manualSeed(options.seed)
  net:cuda() -- shifts the model itself
  criterion:cuda() -- and the criterion itself
  images = images:cuda() -- but makes a new tensor, which must be assigned
  labels = labels:cuda()
end

local rows = labels:size(1)
local training = rows - math.min(VALIDATION_ROWS, math.floor(rows / 10))
local validation_images = images:narrow(1, training + 1, rows - training)
local validation_labels = labels:narrow(1, training + 1, rows - training)
local weights, gradients = net:getParameters()
local steps = math.ceil(training / BATCH)

for epoch = 1, options.epochs do
  net:training()
  local order = torch.randperm(training):long() -- another order in every epoch
  for step = 1, steps do
    local from = (step - 1) * BATCH + 1
    local batch = order:narrow(1, from, math.min(BATCH, training - from + 1))
    local inputs, targets = images:index(1, batch), labels:index(1, batch)
    -- The loss on the batch and its gradient, as optim asks for them.
    local function loss_and_gradient()
      gradients:zero()
      local outputs = net:forward(inputs)
      local loss = criterion:forward(outputs, targets)
      net:backward(inputs, criterion:backward(outputs, targets))
      return loss, gradients
    end
    -- The rate falls to a tenth along a straight line: large steps first, fine ones last.
    local done = ((epoch - 1) * steps + step - 1) / (options.epochs * steps)
    optim.sgd(loss_and_gradient, weights, { learningRate = LEARNING_RATE * (1 - 0.9 * done) })
  end
  local right = accuracy(net, validation_images, validation_labels)
  print(("epoch %d of %d: validation accuracy %.4f"):format(epoch, options.epochs, right))
end

net:clearState() -- without what the layers computed last: a smaller file
torch.save(options.out, net:float()) -- on the CPU, so that it can be loaded where there is no GPU
